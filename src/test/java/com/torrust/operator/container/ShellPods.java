package com.torrust.operator.container;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Pods of one container that runs a script of the image's shell. */
final class ShellPods {

  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Map<String, String> IMAGE_ENV = Map.of("PATH", "/bin:/busybox");

  private ShellPods() {}

  static void assumeAvailable() {
    Optional<String> reason = ContainerProcess.unavailable();
    reason.ifPresent(text -> System.out.println("Containers as processes are skipped: " + text));
    assumeTrue(reason.isEmpty(), () -> reason.orElse(""));
  }

  static ContainerProcess start(PodTemplateSpec template) {
    return builder(template).start();
  }

  static ContainerProcess.Builder builder(PodTemplateSpec template) {
    ConfigMap files =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("files")
            .endMetadata()
            .addToData("index.html", "hello")
            .build();
    return ContainerProcess.of(template, "main")
        .imageEnv(IMAGE_ENV)
        .configMap(files)
        .secret(
            new SecretBuilder()
                .withNewMetadata()
                .withName("api")
                .endMetadata()
                .addToData("token", "czNjcmV0")
                .build());
  }

  static PodTemplateSpec shell(String script) {
    return shell(script, UnaryOperator.identity());
  }

  static PodTemplateSpec shell(String script, UnaryOperator<ContainerBuilder> change) {
    ContainerBuilder container =
        new ContainerBuilder()
            .withName("main")
            .withCommand("/busybox/sh", "-c", script)
            .withNewSecurityContext()
            .withReadOnlyRootFilesystem(true)
            .withAllowPrivilegeEscalation(false)
            .endSecurityContext()
            .addNewVolumeMount()
            .withName("config")
            .withMountPath("/config")
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("data")
            .withMountPath("/data")
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("empty")
            .withMountPath("/empty")
            .endVolumeMount();
    return new PodTemplateSpecBuilder()
        .withNewSpec()
        .withTerminationGracePeriodSeconds(3L)
        .withNewSecurityContext()
        .withRunAsUser(1000L)
        .withRunAsGroup(1001L)
        .withFsGroup(2000L)
        .withRunAsNonRoot(true)
        .endSecurityContext()
        .addNewVolume()
        .withName("config")
        .withNewConfigMap()
        .withName("files")
        .endConfigMap()
        .endVolume()
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim("claim", false)
        .endVolume()
        .addNewVolume()
        .withName("empty")
        .withNewEmptyDir()
        .endEmptyDir()
        .endVolume()
        .withContainers(change.apply(container).build())
        .endSpec()
        .build();
  }

  static Probe exec(String script) {
    return new ProbeBuilder()
        .withNewExec()
        .withCommand("/busybox/sh", "-c", script)
        .endExec()
        .build();
  }

  static Probe http(String path, IntOrString port) {
    return new ProbeBuilder().withNewHttpGet().withPath(path).withPort(port).endHttpGet().build();
  }

  static Probe tcp(int port) {
    return new ProbeBuilder()
        .withNewTcpSocket()
        .withPort(new IntOrString(port))
        .endTcpSocket()
        .build();
  }
}
