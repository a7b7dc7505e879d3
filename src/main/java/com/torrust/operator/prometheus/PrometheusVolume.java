package com.torrust.operator.prometheus;

import com.torrust.operator.kube.Component;
import com.torrust.operator.workflow.Volume;

/** The volume with Prometheus' samples. */
public final class PrometheusVolume extends Volume {

  /** Creates the child. */
  public PrometheusVolume() {
    super(Component.PROMETHEUS);
  }
}
