package com.torrust.operator.prometheus;

import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.NetworkRules;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.Isolation;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.util.List;

/** Who may reach Prometheus: Grafana. */
public final class PrometheusIsolation extends Isolation {

  /** Creates the child. */
  public PrometheusIsolation() {
    super(Component.PROMETHEUS);
  }

  @Override
  protected List<NetworkPolicyIngressRule> rules(Inputs inputs) {
    return inputs.spec().grafana().enabled()
        ? List.of(
            NetworkRules.fromComponent(inputs.stack(), Component.GRAFANA, PrometheusService.PORT))
        : List.of();
  }
}
