package com.torrust.operator.ingress;

import com.torrust.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A namespace of a test's own with a simulated pod of Grafana that answers, and a Service before
 * it.
 */
final class GrafanaPod implements AutoCloseable {

  static final String USER = "admin";
  static final String PASSWORD = "secret";
  static final String SERVICE = "grafana";
  static final int PORT = 3000;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String POD =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: %1$s}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: grafana, namespace: %1$s, labels: {app: grafana}}
      spec: {containers: [{name: grafana, image: grafana, ports: [{containerPort: 3000}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: grafana, namespace: %1$s}
      spec: {selector: {app: grafana}, ports: [{name: http, port: 3000}]}
      """;

  private final KubernetesClient client;
  private final String namespace;
  private final PodNetwork network;
  private final GrafanaStandIn grafana;

  private GrafanaPod(
      KubernetesClient client, String namespace, PodNetwork network, GrafanaStandIn grafana) {
    this.client = client;
    this.namespace = namespace;
    this.network = network;
    this.grafana = grafana;
  }

  static GrafanaPod start(TestCluster cluster) {
    KubernetesClient client = cluster.client();
    String namespace = "ingress-" + UUID.randomUUID().toString().substring(0, 8);
    PodNetwork network = null;
    try {
      String address = createPod(client, namespace);
      network = PodNetwork.of(address);
      Map<String, String> environment =
          Map.of(
              "GF_SERVER_ROOT_URL", "https://g." + namespace + ".test/",
              "GF_SECURITY_ADMIN_USER", USER,
              "GF_SECURITY_ADMIN_PASSWORD", PASSWORD);
      GrafanaStandIn grafana = GrafanaStandIn.start(network, address, environment);
      return new GrafanaPod(client, namespace, network, grafana);
    } catch (RuntimeException e) {
      if (network != null) {
        network.close();
      }
      client.namespaces().withName(namespace).delete();
      throw e;
    }
  }

  String namespace() {
    return namespace;
  }

  String hostname() {
    return "g." + namespace + ".test";
  }

  GrafanaStandIn grafana() {
    return grafana;
  }

  @Override
  public void close() {
    network.close();
    client.namespaces().withName(namespace).delete();
  }

  private static String createPod(KubernetesClient client, String namespace) {
    Manifests.of(client, POD.formatted(namespace)).apply();
    return NetworkTools.await(
        "the pod's address",
        LIMIT,
        () ->
            Optional.ofNullable(client.pods().inNamespace(namespace).withName("grafana").get())
                .map(Pod::getStatus)
                .flatMap(status -> Optional.ofNullable(status.getPodIP())));
  }
}
