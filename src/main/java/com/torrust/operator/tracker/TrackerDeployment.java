package com.torrust.operator.tracker;

import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Containers;
import com.torrust.operator.kube.Hash;
import com.torrust.operator.kube.Names;
import com.torrust.operator.kube.PodTemplates;
import com.torrust.operator.workflow.ComponentDeployment;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;

/**
 * The tracker's Deployment.
 *
 * <p>It runs the binary itself: the image's entrypoint wants to be root. Trackers before September
 * 2026 ignore SIGTERM, so the hook before the stop sends SIGINT, which all of them obey.
 */
public final class TrackerDeployment extends ComponentDeployment {

  private static final String CONFIG_DIR = "/etc/torrust/tracker";
  private static final long USER = 1000;
  private static final long GRACE_SECONDS = 40;

  /** Creates the child. */
  public TrackerDeployment() {
    super(Component.TRACKER);
  }

  @Override
  public Deployment desired(Inputs inputs) {
    final String name = name(inputs.names());
    return PodTemplates.deployment(
        inputs.stack(),
        new PodTemplates.Pod(
            Component.TRACKER,
            USER,
            GRACE_SECONDS,
            Hash.of(TrackerConfigMap.file(inputs), inputs.secrets().tokenHash()),
            container(inputs),
            List.of(Containers.configMap("config", name), Containers.claim("data", name))));
  }

  private static Container container(Inputs inputs) {
    final TrackerSpec tracker = inputs.spec().tracker();
    return new ContainerBuilder()
        .withName(Component.TRACKER.label())
        .withCommand("/usr/bin/torrust-tracker")
        .withEnv(env(inputs.names()))
        .withPorts(ports(tracker))
        .withStartupProbe(Containers.httpProbe("/api/health_check", TrackerPorts.API_NAME, 2, 60))
        .withLivenessProbe(Containers.httpProbe("/", TrackerPorts.HEALTH_NAME, 20, 3))
        .withReadinessProbe(readiness(tracker))
        .withNewLifecycle()
        .withNewPreStop()
        .withNewExec()
        .withCommand("/busybox/sh", "-c", "kill -INT 1; sleep 30")
        .endExec()
        .endPreStop()
        .endLifecycle()
        .withVolumeMounts(
            Containers.mount("config", CONFIG_DIR, true),
            Containers.mount("data", TrackerConfig.DATA, false))
        .build();
  }

  private static List<EnvVar> env(Names names) {
    return List.of(
        Containers.env(
            "TORRUST_TRACKER_CONFIG_TOML_PATH", CONFIG_DIR + "/" + TrackerConfigMap.FILE),
        // Images of 3.0.0 set this variable themselves, and it wins over the file.
        Containers.env("TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__DRIVER", "sqlite3"),
        Containers.envFromSecret(
            "TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__ACCESS_TOKENS__ADMIN",
            names.trackerToken(),
            TrackerTokenSecret.KEY));
  }

  private static List<ContainerPort> ports(TrackerSpec tracker) {
    final List<ContainerPort> ports = new ArrayList<>();
    tracker
        .udp()
        .forEach(
            udp -> ports.add(Containers.port(TrackerPorts.udpName(udp.port()), udp.port(), "UDP")));
    tracker.http().forEach(http -> ports.add(Containers.port(http.name(), http.port(), "TCP")));
    ports.add(Containers.port(TrackerPorts.API_NAME, TrackerPorts.API, "TCP"));
    ports.add(Containers.port(TrackerPorts.HEALTH_NAME, TrackerPorts.HEALTH, "TCP"));
    return ports;
  }

  /** The health check answers 200 even when a listener is down, so the listener is asked itself. */
  private static Probe readiness(TrackerSpec tracker) {
    return tracker.http().isEmpty()
        ? Containers.httpProbe("/api/health_check", TrackerPorts.API_NAME, 5, 2)
        : Containers.httpProbe("/health_check", tracker.http().get(0).name(), 5, 2);
  }
}
