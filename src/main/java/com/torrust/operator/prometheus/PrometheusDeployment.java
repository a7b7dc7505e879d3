package com.torrust.operator.prometheus;

import com.torrust.operator.api.v1alpha1.RetentionSpec;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Containers;
import com.torrust.operator.kube.PodTemplates;
import com.torrust.operator.workflow.ComponentDeployment;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' Deployment. A changed configuration file needs no restart. */
public final class PrometheusDeployment extends ComponentDeployment {

  private static final String CONFIG_DIR = "/etc/prometheus";
  private static final String DATA_DIR = "/prometheus";
  private static final long NOBODY = 65534;
  private static final long GRACE_SECONDS = 120;

  /** Creates the child. */
  public PrometheusDeployment() {
    super(Component.PROMETHEUS);
  }

  @Override
  public Deployment desired(Inputs inputs) {
    final String name = name(inputs.names());
    return PodTemplates.deployment(
        inputs.stack(),
        new PodTemplates.Pod(
            Component.PROMETHEUS,
            NOBODY,
            GRACE_SECONDS,
            "",
            container(inputs),
            List.of(
                Containers.configMap("config", name),
                Containers.secret("tracker-token", inputs.names().trackerToken()),
                Containers.claim("data", name))));
  }

  private static Container container(Inputs inputs) {
    return new ContainerBuilder()
        .withName(Component.PROMETHEUS.label())
        .withArgs(args(inputs.spec().prometheus().retention()))
        .withPorts(Containers.port(PrometheusService.PORT_NAME, PrometheusService.PORT, "TCP"))
        // Until it is ready it replays its write-ahead log, which may take minutes.
        .withStartupProbe(Containers.httpProbe("/-/ready", PrometheusService.PORT_NAME, 5, 180))
        .withLivenessProbe(Containers.httpProbe("/-/healthy", PrometheusService.PORT_NAME, 20, 3))
        .withReadinessProbe(Containers.httpProbe("/-/ready", PrometheusService.PORT_NAME, 5, 2))
        .withVolumeMounts(
            Containers.mount("config", CONFIG_DIR, true),
            Containers.mount("tracker-token", PrometheusConfigMap.TOKEN_DIR, true),
            Containers.mount("data", DATA_DIR, false))
        .build();
  }

  private static List<String> args(RetentionSpec retention) {
    final List<String> args = new ArrayList<>();
    args.add("--config.file=" + CONFIG_DIR + "/" + PrometheusConfigMap.FILE);
    args.add("--storage.tsdb.path=" + DATA_DIR);
    args.add("--storage.tsdb.retention.time=" + retention.time());
    if (retention.size() != null) {
      args.add(
          "--storage.tsdb.retention.size="
              + retention.size().getNumericalAmount().setScale(0, RoundingMode.DOWN).toPlainString()
              + "B");
    }
    args.add("--enable-feature=auto-reload-config");
    return args;
  }
}
