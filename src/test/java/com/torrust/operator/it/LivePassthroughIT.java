package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.ingress.ContourIngress;
import com.torrust.operator.ingress.GrafanaStandIn;
import com.torrust.operator.ingress.Handshake;
import com.torrust.operator.ingress.PodNetwork;
import com.torrust.operator.ingress.WebSocketClient;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The point of it all: Grafana Live's WebSocket through the operator's own Ingress, a real Contour
 * with Envoy, and the certificate that the real cert-manager issued. A stand-in built on the
 * library that Grafana embeds answers in place of Grafana, with the environment that the operator
 * rendered for it.
 */
@WithOperator
class LivePassthroughIT {

  private static final String CONTOUR =
      """
        exposure:
          ingress: {className: contour%s}
          tls: {issuerRef: {name: test-ca, kind: ClusterIssuer}}
      """;

  @Test
  void theWebSocketGetsThroughBecauseOfTheAnnotation(
      Sandbox sandbox, TestCluster cluster, Operator operator) {
    assumeTrue(cluster.simulated(), "the pods of this cluster are not simulated");
    final Optional<String> missing = PodNetwork.unavailable();
    assumeTrue(missing.isEmpty(), () -> "Envoy has no pods here: " + missing.get());

    try (ContourIngress contour = ContourIngress.start(cluster)) {
      sandbox.apply(CONTOUR.formatted(""));
      sandbox.awaitReady();
      final StackPods pods = StackPods.await(sandbox);
      try (PodNetwork network = PodNetwork.of(pods.grafana());
          GrafanaStandIn grafana = pods.startGrafana(network)) {
        awaitStatus(101, pods, contour);
        try (Handshake handshake = client(pods, contour).open()) {
          final JsonNode connected = handshake.live().connect();
          assertThat(connected.path("connect").path("client").asText())
              .as("frames go both ways")
              .isNotEmpty();
        }

        sandbox.apply(
            CONTOUR.formatted(", annotations: {projectcontour.io/websocket-routes: /elsewhere}"));
        awaitStatus(403, pods, contour);

        sandbox.apply(CONTOUR.formatted(""));
        awaitStatus(101, pods, contour);
      }
    }
  }

  private static void awaitStatus(int status, StackPods pods, ContourIngress contour) {
    Sandbox.await()
        .alias("the handshake is answered with " + status)
        .until(
            () -> {
              try (Handshake handshake = client(pods, contour).open()) {
                return handshake.status() == status;
              }
            });
  }

  private static WebSocketClient client(StackPods pods, ContourIngress contour) {
    final String hostname = pods.sandbox().stack().getSpec().hostname();
    return WebSocketClient.of("wss://" + hostname + GrafanaStandIn.LIVE_PATH, contour.httpsPort())
        .trusting(pods.value("demo-tls", "ca.crt"))
        .from("https://" + hostname)
        .as(
            pods.value("demo-grafana-admin", "username"),
            pods.value("demo-grafana-admin", "password"));
  }
}
