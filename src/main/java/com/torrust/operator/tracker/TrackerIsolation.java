package com.torrust.operator.tracker;

import com.torrust.operator.api.v1alpha1.HttpListener;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.api.v1alpha1.UdpListener;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.NetworkRules;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.Isolation;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may reach the tracker: peers over UDP, the proxy for the rest, Prometheus, be it the stack's
 * or the user's, and the operator, which verifies it, for the API.
 */
public final class TrackerIsolation extends Isolation {

  /** Creates the child. */
  public TrackerIsolation() {
    super(Component.TRACKER);
  }

  @Override
  protected List<NetworkPolicyIngressRule> rules(Inputs inputs) {
    final TrackerSpec tracker = inputs.spec().tracker();
    final List<NetworkPolicyIngressRule> rules = new ArrayList<>();
    if (!tracker.udp().isEmpty()) {
      rules.add(
          NetworkRules.fromEverywhere(tracker.udp().stream().map(UdpListener::port).toList()));
    }
    final List<Integer> proxied = proxied(inputs.spec());
    if (!proxied.isEmpty()) {
      rules.add(NetworkRules.fromProxy(inputs.stack(), proxied));
    }
    if (inputs.spec().prometheus().enabled()) {
      rules.add(NetworkRules.fromComponent(inputs.stack(), Component.PROMETHEUS, TrackerPorts.API));
    }
    rules.addAll(NetworkRules.fromMonitoring(inputs.stack(), TrackerPorts.API));
    if (!proxied.contains(TrackerPorts.API) || inputs.spec().networkPolicy().namesProxy()) {
      rules.add(NetworkRules.fromOperator(inputs.operator().namespace(), TrackerPorts.API));
    }
    return rules;
  }

  /** An API that nothing exposes is left to a proxy of the user's only if the stack names it. */
  private static List<Integer> proxied(TorrustStackSpec spec) {
    final List<Integer> ports =
        new ArrayList<>(spec.tracker().http().stream().map(HttpListener::port).toList());
    if (spec.tracker().api().hostname() != null
        && (spec.exposure().servesHostnames() || spec.networkPolicy().namesProxy())) {
      ports.add(TrackerPorts.API);
    }
    return ports;
  }
}
