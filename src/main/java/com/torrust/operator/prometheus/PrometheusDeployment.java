package com.torrust.operator.prometheus;

import com.torrust.operator.api.v1alpha1.PrometheusSpec;
import com.torrust.operator.api.v1alpha1.RetentionSpec;
import com.torrust.operator.api.v1alpha1.SecretKeyRef;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Containers;
import com.torrust.operator.kube.PodTemplates;
import com.torrust.operator.kube.Quantities;
import com.torrust.operator.workflow.ComponentDeployment;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' Deployment. A changed configuration file needs no restart. */
public final class PrometheusDeployment extends ComponentDeployment {

  private static final String CONFIG_DIR = "/etc/prometheus";
  private static final String DATA_DIR = "/prometheus";
  private static final String JOBS = "scrape-configs";
  private static final long NOBODY = 65534;
  private static final long GRACE_SECONDS = 120;

  /** Creates the child. */
  public PrometheusDeployment() {
    super(Component.PROMETHEUS);
  }

  @Override
  public Deployment desired(Inputs inputs) {
    return PodTemplates.deployment(
        inputs.stack(),
        new PodTemplates.Pod(
            Component.PROMETHEUS, NOBODY, GRACE_SECONDS, "", container(inputs), volumes(inputs)));
  }

  private static Container container(Inputs inputs) {
    return new ContainerBuilder()
        .withName(Component.PROMETHEUS.label())
        .withArgs(args(inputs))
        .withPorts(Containers.port(PrometheusService.PORT_NAME, PrometheusService.PORT, "TCP"))
        // Until it is ready it replays its write-ahead log, which may take minutes.
        .withStartupProbe(Containers.httpProbe("/-/ready", PrometheusService.PORT_NAME, 5, 180))
        .withLivenessProbe(Containers.httpProbe("/-/healthy", PrometheusService.PORT_NAME, 20, 3))
        .withReadinessProbe(Containers.httpProbe("/-/ready", PrometheusService.PORT_NAME, 5, 2))
        .withVolumeMounts(mounts(inputs.spec().prometheus()))
        .build();
  }

  private static List<VolumeMount> mounts(PrometheusSpec prometheus) {
    final List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(Containers.mount("config", CONFIG_DIR, true));
    mounts.add(Containers.mount("tracker-token", PrometheusConfig.TOKEN_DIR, true));
    mounts.add(Containers.mount("grafana-metrics", PrometheusConfig.GRAFANA_DIR, true));
    mounts.add(Containers.mount("data", DATA_DIR, false));
    if (prometheus.additionalScrapeConfigsSecret() != null) {
      mounts.add(Containers.mount(JOBS, PrometheusConfig.JOBS_DIR, true));
    }
    return mounts;
  }

  private static List<Volume> volumes(Inputs inputs) {
    final String name = inputs.names().of(Component.PROMETHEUS);
    final SecretKeyRef jobs = inputs.spec().prometheus().additionalScrapeConfigsSecret();
    final List<Volume> volumes = new ArrayList<>();
    volumes.add(Containers.configMap("config", name));
    volumes.add(Containers.secret("tracker-token", inputs.names().trackerToken()));
    // So that switching Grafana on or off is no reason for a restart.
    volumes.add(Containers.optionalSecret("grafana-metrics", inputs.names().grafanaMetrics()));
    volumes.add(Containers.claim("data", name));
    if (jobs != null) {
      volumes.add(jobs(jobs));
    }
    return volumes;
  }

  /** Optional, since Prometheus runs without them as well. */
  private static Volume jobs(SecretKeyRef secret) {
    return new VolumeBuilder()
        .withName(JOBS)
        .withNewSecret()
        .withSecretName(secret.name())
        .withOptional(true)
        .addNewItem()
        .withKey(secret.key())
        .withPath(PrometheusConfig.JOBS_FILE)
        .endItem()
        .endSecret()
        .build();
  }

  private static List<String> args(Inputs inputs) {
    final RetentionSpec retention = inputs.spec().prometheus().retention();
    final long bytes = retentionBytes(retention, inputs.prometheusBytes());
    return List.of(
        "--config.file=" + CONFIG_DIR + "/" + PrometheusConfigMap.FILE,
        "--storage.tsdb.path=" + DATA_DIR,
        "--storage.tsdb.retention.time=" + retention.time(),
        "--storage.tsdb.retention.size=" + bytes + "B",
        "--enable-feature=auto-reload-config");
  }

  /** Without a limit Prometheus fills its volume and ends; a fifth is for what it is writing. */
  private static long retentionBytes(RetentionSpec retention, long volumeBytes) {
    return retention.size() == null ? volumeBytes / 5 * 4 : Quantities.bytes(retention.size());
  }
}
