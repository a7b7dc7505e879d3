package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.ingress.ContourIngress;
import com.torrust.operator.ingress.Handshake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The point of it all: Grafana Live's WebSocket through the operator's own Ingress, a real Contour
 * with Envoy, and the certificate that the real cert-manager issued. A stand-in built on the
 * library that Grafana embeds answers in place of Grafana, with the environment that the operator
 * rendered for it.
 */
@WithOperator
@ResourceLock(ContourIngress.LOCK)
class LivePassthroughIT {

  private static final String CONTOUR =
      """
        exposure:
          ingress: {className: contour%s}
          tls: {issuerRef: {name: test-ca, kind: ClusterIssuer}}
      """;

  @Test
  void theWebSocketGetsThroughBecauseOfTheAnnotation(
      Sandbox sandbox, TestCluster cluster) {
    StackBed.assumePossible(cluster);
    try (ContourIngress contour = ContourIngress.start(cluster)) {
      sandbox.apply(CONTOUR.formatted(""));
      sandbox.awaitReady();
      try (StackBed bed = StackBed.open(sandbox)) {
        bed.runGrafana();
        awaitStatus(101, bed, contour);
        try (Handshake handshake = bed.webSocket(contour.httpsPort()).open()) {
          final JsonNode connected = handshake.live().connect();
          assertThat(connected.path("connect").path("client").asText())
              .as("frames go both ways")
              .isNotEmpty();
        }

        sandbox.apply(
            CONTOUR.formatted(", annotations: {projectcontour.io/websocket-routes: /elsewhere}"));
        awaitStatus(403, bed, contour);

        sandbox.apply(CONTOUR.formatted(""));
        awaitStatus(101, bed, contour);
      }
    }
  }

  private static void awaitStatus(int status, StackBed bed, ContourIngress contour) {
    Sandbox.await()
        .alias("the handshake is answered with " + status)
        .until(
            () -> {
              try (Handshake handshake = bed.webSocket(contour.httpsPort()).open()) {
                return handshake.status() == status;
              }
            });
  }
}
