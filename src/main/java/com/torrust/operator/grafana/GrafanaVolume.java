package com.torrust.operator.grafana;

import com.torrust.operator.kube.Component;
import com.torrust.operator.workflow.Volume;

/** The volume with Grafana's database. */
public final class GrafanaVolume extends Volume {

  /** Creates the child. */
  public GrafanaVolume() {
    super(Component.GRAFANA);
  }
}
