package com.torrust.operator.grafana;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.NetworkRules;
import com.torrust.operator.workflow.Isolation;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.util.List;

/** Who may reach Grafana: the proxy. */
public final class GrafanaIsolation extends Isolation {

  /** Creates the child. */
  public GrafanaIsolation() {
    super(Component.GRAFANA);
  }

  @Override
  protected List<NetworkPolicyIngressRule> rules(TorrustStack stack) {
    return List.of(NetworkRules.fromProxy(stack, List.of(GrafanaService.PORT)));
  }
}
