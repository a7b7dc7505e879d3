package com.torrust.operator.flow;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashMap;
import java.util.Map;

/**
 * One end of a flow: a pod, or an address outside the cluster.
 *
 * @param name what it is called in a table
 * @param namespace the pod's namespace, null outside the cluster
 * @param labels the pod's labels
 * @param address its address
 */
record Peer(String name, String namespace, Map<String, String> labels, String address) {

  /** Returns a pod. */
  static Peer pod(String name, String namespace, Map<String, String> labels) {
    return new Peer(name, namespace, labels, "10.0.0.1");
  }

  /** Returns a pod of a Deployment. */
  static Peer of(String name, Deployment deployment) {
    return pod(
        name,
        deployment.getMetadata().getNamespace(),
        deployment.getSpec().getTemplate().getMetadata().getLabels());
  }

  /** Returns an address outside the cluster. */
  static Peer outside(String name) {
    return new Peer(name, null, Map.of(), "192.0.2.1");
  }

  /** Returns it as a {@code TrafficPeer} of Cyclonus. */
  Map<String, Object> traffic() {
    final Map<String, Object> traffic = new HashMap<>(Map.of("IP", address));
    if (namespace != null) {
      traffic.put(
          "Internal",
          Map.of(
              "Namespace",
              namespace,
              "NamespaceLabels",
              Map.of("kubernetes.io/metadata.name", namespace),
              "PodLabels",
              labels));
    }
    return traffic;
  }
}
