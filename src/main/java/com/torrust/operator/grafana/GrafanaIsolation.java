package com.torrust.operator.grafana;

import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.NetworkRules;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.Isolation;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.util.List;

/** Who may reach Grafana: the proxy, and the operator, which verifies it. */
public final class GrafanaIsolation extends Isolation {

  /** Creates the child. */
  public GrafanaIsolation() {
    super(Component.GRAFANA);
  }

  @Override
  protected List<NetworkPolicyIngressRule> rules(Inputs inputs) {
    final NetworkPolicyIngressRule proxy =
        NetworkRules.fromProxy(inputs.stack(), List.of(GrafanaService.PORT));
    return inputs.spec().networkPolicy().namesProxy()
        ? List.of(
            proxy, NetworkRules.fromOperator(inputs.operator().namespace(), GrafanaService.PORT))
        : List.of(proxy);
  }
}
