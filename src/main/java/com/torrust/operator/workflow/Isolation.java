package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Labels;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.util.List;

/**
 * The NetworkPolicy of a component, unless policies or the component are switched off. Nothing but
 * what its rules name comes in; what goes out is not restricted.
 */
public abstract class Isolation extends Children<NetworkPolicy> {

  private final Component component;

  /** Creates the policy of the given component. */
  protected Isolation(Component component) {
    super(NetworkPolicy.class, ConditionType.of(component));
    this.component = component;
  }

  /** Returns who may reach which ports. */
  protected abstract List<NetworkPolicyIngressRule> rules(Inputs inputs);

  @Override
  public final List<NetworkPolicy> desired(Inputs inputs) {
    final boolean wanted =
        inputs.spec().networkPolicy().enabled() && component.in(inputs.spec()).runs();
    return wanted ? List.of(policy(inputs)) : List.of();
  }

  @Override
  protected final boolean includes(NetworkPolicy policy, TorrustStack stack) {
    return Labels.belongsTo(policy, component);
  }

  private NetworkPolicy policy(Inputs inputs) {
    return new NetworkPolicyBuilder()
        .withMetadata(Metadata.owned(inputs.stack(), inputs.names().of(component), component))
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(Labels.selector(inputs.names().stack(), component))
        .endPodSelector()
        .withPolicyTypes("Ingress")
        .withIngress(rules(inputs))
        .endSpec()
        .build();
  }
}
