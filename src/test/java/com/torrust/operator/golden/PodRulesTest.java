package com.torrust.operator.golden;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.kube.Quantities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the pods of every golden case. */
class PodRulesTest {

  private static final String ALL = "com.torrust.operator.golden.GoldenCase#all";

  /** Kinds of volumes that Pod Security restricted allows and we use. */
  private static final Set<String> VOLUMES =
      Set.of("configMap", "secret", "persistentVolumeClaim", "emptyDir");

  /**
   * Field by field.
   *
   * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod
   *     Security Standards</a>
   */
  @ParameterizedTest
  @MethodSource(ALL)
  void podsMeetPodSecurityRestricted(GoldenCase golden) {
    for (final PodSpec pod : pods(golden)) {
      assertThat(pod.getHostNetwork()).isNull();
      assertThat(pod.getHostPID()).isNull();
      assertThat(pod.getHostIPC()).isNull();
      assertThat(pod.getInitContainers()).isEmpty();
      assertThat(pod.getEphemeralContainers()).isEmpty();
      for (final Volume volume : pod.getVolumes()) {
        assertThat(kinds(volume)).isSubsetOf(VOLUMES);
      }
      final PodSecurityContext security = pod.getSecurityContext();
      assertThat(security.getRunAsNonRoot()).isTrue();
      assertThat(security.getRunAsUser()).isPositive();
      assertThat(security.getRunAsGroup()).isPositive();
      assertThat(security.getFsGroup()).isPositive();
      assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
      assertThat(security.getSysctls()).isEmpty();
      assertThat(pod.getContainers()).isNotEmpty().allSatisfy(PodRulesTest::isLockedDown);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void podsGetNothingOfTheClusterThatTheyDoNotNeed(GoldenCase golden) {
    for (final PodSpec pod : pods(golden)) {
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
      assertThat(pod.getServiceAccountName()).isNull();
      assertThat(pod.getEnableServiceLinks()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void containersHaveProbesOnTheirOwnPortsAndResources(GoldenCase golden) {
    for (final Container container : containers(golden)) {
      final Set<String> ports =
          container.getPorts().stream().map(ContainerPort::getName).collect(toSet());
      assertThat(
              Stream.of(
                  container.getStartupProbe(),
                  container.getLivenessProbe(),
                  container.getReadinessProbe()))
          .allSatisfy(probe -> assertThat(ports).contains(port(probe)))
          .allSatisfy(probe -> assertThat(probe.getTimeoutSeconds()).isGreaterThan(1))
          .as("a delay of 0 is dropped by the API server and never matches")
          .extracting(Probe::getInitialDelaySeconds)
          .doesNotContain(0);
      assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void containerPortsHaveNamesAndProtocolsOfTheirOwn(GoldenCase golden) {
    for (final Container container : containers(golden)) {
      assertThat(container.getPorts())
          .isNotEmpty()
          .allSatisfy(port -> assertThat(port.getName()).matches("[a-z][-a-z0-9]{0,14}"))
          .allSatisfy(port -> assertThat(port.getProtocol()).isIn("TCP", "UDP"))
          .allSatisfy(
              port ->
                  assertThat(port.getHostPort())
                      .isEqualTo(onTheNode(golden, port) ? port.getContainerPort() : null))
          .doesNotHaveDuplicates()
          .extracting(ContainerPort::getName)
          .doesNotHaveDuplicates();
    }
  }

  private static boolean onTheNode(GoldenCase golden, ContainerPort port) {
    return golden.stack().getSpec().tracker().udp().stream()
        .anyMatch(udp -> udp.hostPort() && port.getName().equals("udp-" + udp.port()));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void credentialsComeFromSecretsAndNeverAsValuesOrArguments(GoldenCase golden) {
    for (final Container container : containers(golden)) {
      assertThat(container.getEnv())
          .filteredOn(
              env -> env.getName().matches(".*(TOKEN|PASSWORD|ADMIN_USER|DATABASE__(PATH|USER)).*"))
          .allSatisfy(env -> assertThat(env.getValue()).as(env.getName()).isNull())
          .allSatisfy(
              env ->
                  assertThat(env.getValueFrom().getSecretKeyRef()).as(env.getName()).isNotNull());
      assertThat(container.getArgs())
          .noneMatch(arg -> arg.matches("(?i).*(password|token|secret).*"));
      assertThat(container.getEnv()).extracting(EnvVar::getName).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void everyVolumeIsMountedAndEveryMountHasItsVolume(GoldenCase golden) {
    for (final PodSpec pod : pods(golden)) {
      final List<VolumeMount> mounts = pod.getContainers().get(0).getVolumeMounts();
      assertThat(mounts)
          .extracting(VolumeMount::getName)
          .containsExactlyInAnyOrderElementsOf(
              pod.getVolumes().stream().map(Volume::getName).toList());
      assertThat(mounts).extracting(VolumeMount::getMountPath).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void deploymentsRunOnePodAtATime(GoldenCase golden) {
    for (final Deployment deployment : deployments(golden)) {
      assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
      assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
      assertThat(deployment.getSpec().getStrategy().getRollingUpdate()).isNull();
      assertThat(deployment.getSpec().getSelector().getMatchLabels())
          .as("the selector, which cannot change any more")
          .containsOnlyKeys("torrust.com/stack", "app.kubernetes.io/component");
      assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
          .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels())
          .containsAllEntriesOf(deployment.getMetadata().getLabels());
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void quantitiesAreWrittenAsTheApiServerGivesThemBack(GoldenCase golden) {
    final Stream<Map<String, Quantity>> ofContainers =
        containers(golden).stream()
            .flatMap(c -> Stream.of(c.getResources().getRequests(), c.getResources().getLimits()));
    final Stream<Map<String, Quantity>> ofVolumes =
        Rendering.of(PersistentVolumeClaim.class, golden).stream()
            .map(claim -> claim.getSpec().getResources().getRequests());
    assertThat(Stream.concat(ofContainers, ofVolumes).flatMap(m -> m.values().stream()))
        .isNotEmpty()
        .allSatisfy(
            quantity ->
                assertThat(quantity.toString())
                    .isEqualTo(Quantities.canonical(quantity).toString()));
  }

  private static void isLockedDown(Container container) {
    final SecurityContext security = container.getSecurityContext();
    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
    assertThat(security.getPrivileged()).isNull();
    assertThat(security.getReadOnlyRootFilesystem()).isTrue();
    assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(security.getCapabilities().getAdd()).isEmpty();
    assertThat(security.getRunAsUser()).isNull();
    assertThat(security.getRunAsNonRoot()).isNull();
    assertThat(security.getSeccompProfile()).isNull();
    assertThat(security.getProcMount()).isNull();
  }

  /** Which fields of a volume are set, beside its name. */
  private static Set<String> kinds(Volume volume) {
    return Manifests.fields(volume).stream()
        .filter(field -> !field.equals("name"))
        .collect(toSet());
  }

  private static String port(Probe probe) {
    return probe.getHttpGet().getPort().getStrVal();
  }

  private static List<Container> containers(GoldenCase golden) {
    return pods(golden).stream().flatMap(pod -> pod.getContainers().stream()).toList();
  }

  private static List<PodSpec> pods(GoldenCase golden) {
    return deployments(golden).stream().map(d -> d.getSpec().getTemplate().getSpec()).toList();
  }

  private static List<Deployment> deployments(GoldenCase golden) {
    return Rendering.of(Deployment.class, golden);
  }
}
