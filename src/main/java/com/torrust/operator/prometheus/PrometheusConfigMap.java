package com.torrust.operator.prometheus;

import com.torrust.operator.kube.Component;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.OwnedChild;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

/** The ConfigMap with Prometheus' files, which Prometheus reloads by itself. */
public final class PrometheusConfigMap extends OwnedChild<ConfigMap> {

  /** The configuration file. */
  static final String FILE = "prometheus.yml";

  /** The file with the alerting rules, beside the configuration file. */
  static final String ALERTS = "alerts.yml";

  /** Creates the child. */
  public PrometheusConfigMap() {
    super(ConfigMap.class, Component.PROMETHEUS);
  }

  @Override
  public ConfigMap desired(Inputs inputs) {
    return new ConfigMapBuilder()
        .withMetadata(metadata(inputs))
        .addToData(FILE, PrometheusConfig.file(inputs))
        .addToData(ALERTS, AlertRules.file(inputs))
        .build();
  }
}
