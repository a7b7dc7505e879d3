package com.torrust.operator.kube;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.Map;

/**
 * Rules of NetworkPolicies.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/network-policies/">Network
 *     Policies</a>
 */
public final class NetworkRules {

  /** Protocol of HTTP. */
  public static final String TCP = "TCP";

  /** Protocol of UDP listeners. */
  public static final String UDP = "UDP";

  /** Label that the API server gives to every namespace. */
  private static final String NAMESPACE = "kubernetes.io/metadata.name";

  private NetworkRules() {}

  /** Returns that the pods of another component of the stack may reach a TCP port. */
  public static NetworkPolicyIngressRule fromComponent(
      TorrustStack stack, Component component, int port) {
    return rule(
        List.of(
            new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .withMatchLabels(Labels.selector(stack.getMetadata().getName(), component))
                .endPodSelector()
                .build()),
        TCP,
        List.of(port));
  }

  /** Returns that the ingress controller, or everyone when none is named, may reach TCP ports. */
  public static NetworkPolicyIngressRule fromProxy(TorrustStack stack, List<Integer> ports) {
    return rule(
        OpenTypes.convertAll(
            stack.getSpec().networkPolicy().ingressFrom(),
            NetworkPolicyPeer.class,
            "spec.networkPolicy.ingressFrom"),
        TCP,
        ports);
  }

  /** Returns that a Prometheus of the user's may reach a TCP port; nothing when none is named. */
  public static List<NetworkPolicyIngressRule> fromMonitoring(TorrustStack stack, int port) {
    final List<NetworkPolicyPeer> peers =
        OpenTypes.convertAll(
            stack.getSpec().networkPolicy().monitoringFrom(),
            NetworkPolicyPeer.class,
            "spec.networkPolicy.monitoringFrom");
    return peers.isEmpty() ? List.of() : List.of(rule(peers, TCP, List.of(port)));
  }

  /** Returns that the operator's pods, which run in the given namespace, may reach a TCP port. */
  public static NetworkPolicyIngressRule fromOperator(String namespace, int port) {
    return rule(
        List.of(
            new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .withMatchLabels(Map.of(NAMESPACE, namespace))
                .endNamespaceSelector()
                .withNewPodSelector()
                .withMatchLabels(Labels.operator())
                .endPodSelector()
                .build()),
        TCP,
        List.of(port));
  }

  /** Returns that everyone may reach UDP ports. */
  public static NetworkPolicyIngressRule fromEverywhere(List<Integer> udpPorts) {
    return rule(List.of(), UDP, udpPorts);
  }

  private static NetworkPolicyIngressRule rule(
      List<NetworkPolicyPeer> from, String protocol, List<Integer> ports) {
    return new NetworkPolicyIngressRuleBuilder()
        .withFrom(from)
        .withPorts(ports.stream().map(port -> port(protocol, port)).toList())
        .build();
  }

  private static NetworkPolicyPort port(String protocol, int port) {
    return new NetworkPolicyPortBuilder().withProtocol(protocol).withNewPort(port).build();
  }
}
