package com.torrust.operator.grafana;

import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.NetworkRules;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.Isolation;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may reach Grafana: the proxy, the operator, which verifies it, and Prometheus, which reads
 * its metrics.
 */
public final class GrafanaIsolation extends Isolation {

  /** Creates the child. */
  public GrafanaIsolation() {
    super(Component.GRAFANA);
  }

  @Override
  protected List<NetworkPolicyIngressRule> rules(Inputs inputs) {
    final List<NetworkPolicyIngressRule> rules = new ArrayList<>();
    rules.add(NetworkRules.fromProxy(inputs.stack(), List.of(GrafanaService.PORT)));
    if (inputs.spec().networkPolicy().namesProxy()) {
      rules.add(NetworkRules.fromOperator(inputs.operator().namespace(), GrafanaService.PORT));
      rules.addAll(NetworkRules.fromMonitoring(inputs.stack(), GrafanaService.PORT));
      if (inputs.spec().prometheus().enabled()) {
        rules.add(
            NetworkRules.fromComponent(inputs.stack(), Component.PROMETHEUS, GrafanaService.PORT));
      }
    }
    return rules;
  }
}
