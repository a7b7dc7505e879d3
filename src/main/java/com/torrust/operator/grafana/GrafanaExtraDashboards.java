package com.torrust.operator.grafana;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Names;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.workflow.Children;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.TreeMap;

/**
 * The ConfigMap with the dashboards of the user's own, while there are some. Grafana's pod mounts
 * it whether it is there or not, so that it never restarts for one.
 */
public final class GrafanaExtraDashboards extends Children<ConfigMap> {

  /** Creates the child. */
  public GrafanaExtraDashboards() {
    super(ConfigMap.class, ConditionType.GRAFANA_AVAILABLE);
  }

  @Override
  public List<ConfigMap> desired(Inputs inputs) {
    return inputs.dashboards().files().isEmpty()
        ? List.of()
        : List.of(
            new ConfigMapBuilder()
                .withMetadata(
                    Metadata.owned(
                        inputs.stack(),
                        inputs.names().grafanaExtraDashboards(),
                        Component.GRAFANA))
                .withData(new TreeMap<>(inputs.dashboards().files()))
                .build());
  }

  @Override
  protected boolean includes(ConfigMap configMap, TorrustStack stack) {
    return configMap
        .getMetadata()
        .getName()
        .equals(new Names(stack.getMetadata().getName()).grafanaExtraDashboards());
  }
}
