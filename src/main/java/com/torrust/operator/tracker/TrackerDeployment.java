package com.torrust.operator.tracker;

import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Containers;
import com.torrust.operator.kube.Hash;
import com.torrust.operator.kube.Names;
import com.torrust.operator.kube.NetworkRules;
import com.torrust.operator.kube.PodTemplates;
import com.torrust.operator.status.Problem;
import com.torrust.operator.status.Reason;
import com.torrust.operator.workflow.ComponentDeployment;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
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
    return PodTemplates.deployment(
        inputs.stack(),
        new PodTemplates.Pod(
            Component.TRACKER,
            USER,
            GRACE_SECONDS,
            configHash(inputs),
            container(inputs),
            volumes(inputs)));
  }

  /** While the credentials are not known, the tracker stays as it is. */
  private static String configHash(Inputs inputs) {
    final String file = TrackerConfigMap.file(inputs);
    final String token = inputs.secrets().tokenHash();
    if (!inputs.spec().tracker().database().external()) {
      return Hash.of(file, token);
    }
    if (inputs.secrets().databaseHash().isEmpty()) {
      throw new Problem(
          Reason.APPLY_FAILED, "the tracker waits for the credentials of its database");
    }
    return Hash.of(file, token, inputs.secrets().databaseHash());
  }

  private List<Volume> volumes(Inputs inputs) {
    final String name = name(inputs.names());
    final Volume config = Containers.configMap("config", name);
    return inputs.spec().tracker().keepsData()
        ? List.of(config, Containers.claim("data", name))
        : List.of(config);
  }

  private static List<VolumeMount> mounts(TrackerSpec tracker) {
    final VolumeMount config = Containers.mount("config", CONFIG_DIR, true);
    return tracker.keepsData()
        ? List.of(config, Containers.mount("data", TrackerConfig.DATA, false))
        : List.of(config);
  }

  private static Container container(Inputs inputs) {
    final TrackerSpec tracker = inputs.spec().tracker();
    return new ContainerBuilder()
        .withName(Component.TRACKER.label())
        .withCommand("/usr/bin/torrust-tracker")
        .withEnv(env(tracker, inputs.names()))
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
        .withVolumeMounts(mounts(tracker))
        .build();
  }

  private static List<EnvVar> env(TrackerSpec tracker, Names names) {
    final List<EnvVar> env = new ArrayList<>();
    env.add(
        Containers.env(
            "TORRUST_TRACKER_CONFIG_TOML_PATH", CONFIG_DIR + "/" + TrackerConfigMap.FILE));
    env.addAll(
        new TrackerDatabase(tracker.database(), TrackerSchema.inEffect(tracker))
            .variables(names.trackerDatabase()));
    env.add(
        Containers.envFromSecret(
            TrackerSettings.OVERRIDE + "HTTP_API__ACCESS_TOKENS__ADMIN",
            names.trackerToken(),
            TrackerTokenSecret.KEY));
    return env;
  }

  private static List<ContainerPort> ports(TrackerSpec tracker) {
    final List<ContainerPort> ports = new ArrayList<>();
    tracker
        .udp()
        .forEach(
            udp ->
                ports.add(
                    new ContainerPortBuilder(
                            Containers.port(
                                TrackerPorts.udpName(udp.port()), udp.port(), NetworkRules.UDP))
                        .withHostPort(udp.hostPort() ? udp.port() : null)
                        .build()));
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
