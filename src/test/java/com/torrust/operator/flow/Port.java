package com.torrust.operator.flow;

import com.torrust.operator.kube.NetworkRules;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A port that a pod of a stack listens on.
 *
 * @param pod the pod
 * @param port the port as its container declares it
 */
record Port(Peer pod, ContainerPort port) {

  /** Returns the ports of a Deployment's pods. */
  static Stream<Port> of(Deployment deployment) {
    final Peer pod =
        Peer.of(
            deployment.getMetadata().getLabels().get("app.kubernetes.io/component"), deployment);
    return deployment.getSpec().getTemplate().getSpec().getContainers().stream()
        .flatMap(container -> container.getPorts().stream())
        .map(port -> new Port(pod, port));
  }

  /** Returns the number, and the protocol if it is not TCP. */
  String text() {
    return port.getProtocol().equals(NetworkRules.TCP)
        ? port.getContainerPort().toString()
        : port.getContainerPort() + "/" + port.getProtocol();
  }

  /** Returns the flow that reaches it from a peer, as a {@code Traffic} of Cyclonus. */
  Map<String, Object> from(Peer source) {
    return Map.of(
        "Source", source.traffic(),
        "Destination", pod.traffic(),
        "ResolvedPort", port.getContainerPort(),
        "ResolvedPortName", port.getName(),
        "Protocol", port.getProtocol());
  }
}
