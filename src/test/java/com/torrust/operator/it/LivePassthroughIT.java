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
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
      final Pod pod = grafana(sandbox);
      try (PodNetwork network = PodNetwork.of(pod.getStatus().getPodIP());
          GrafanaStandIn grafana =
              GrafanaStandIn.start(
                  network, pod.getStatus().getPodIP(), environment(sandbox, pod))) {
        awaitStatus(101, sandbox, contour);
        try (Handshake handshake = client(sandbox, contour).open()) {
          final JsonNode connected = handshake.live().connect();
          assertThat(connected.path("connect").path("client").asText())
              .as("frames go both ways")
              .isNotEmpty();
        }

        sandbox.apply(
            CONTOUR.formatted(", annotations: {projectcontour.io/websocket-routes: /elsewhere}"));
        awaitStatus(403, sandbox, contour);

        sandbox.apply(CONTOUR.formatted(""));
        awaitStatus(101, sandbox, contour);
      }
    }
  }

  private static void awaitStatus(int status, Sandbox sandbox, ContourIngress contour) {
    Sandbox.await()
        .alias("the handshake is answered with " + status)
        .until(
            () -> {
              try (Handshake handshake = client(sandbox, contour).open()) {
                return handshake.status() == status;
              }
            });
  }

  private static WebSocketClient client(Sandbox sandbox, ContourIngress contour) {
    final String hostname = sandbox.stack().getSpec().hostname();
    return WebSocketClient.of("wss://" + hostname + GrafanaStandIn.LIVE_PATH, contour.httpsPort())
        .trusting(value(sandbox, "demo-tls", "ca.crt"))
        .from("https://" + hostname)
        .as(
            value(sandbox, "demo-grafana-admin", "username"),
            value(sandbox, "demo-grafana-admin", "password"));
  }

  private static Pod grafana(Sandbox sandbox) {
    return sandbox
        .client()
        .pods()
        .inNamespace(sandbox.namespace())
        .withLabel("app.kubernetes.io/component", "grafana")
        .list()
        .getItems()
        .get(0);
  }

  private static Map<String, String> environment(Sandbox sandbox, Pod pod) {
    return pod.getSpec().getContainers().get(0).getEnv().stream()
        .collect(Collectors.toMap(EnvVar::getName, variable -> value(sandbox, variable)));
  }

  private static String value(Sandbox sandbox, EnvVar variable) {
    return variable.getValueFrom() == null
        ? variable.getValue()
        : value(
            sandbox,
            variable.getValueFrom().getSecretKeyRef().getName(),
            variable.getValueFrom().getSecretKeyRef().getKey());
  }

  private static String value(Sandbox sandbox, String secret, String key) {
    return new String(
        Base64.getDecoder().decode(sandbox.object(Secret.class, secret).get().getData().get(key)),
        StandardCharsets.UTF_8);
  }
}
