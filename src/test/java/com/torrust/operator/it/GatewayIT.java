package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.ingress.ContourGateway;
import com.torrust.operator.ingress.ContourIngress;
import com.torrust.operator.ingress.Handshake;
import com.torrust.operator.ingress.IssuedCertificate;
import com.torrust.operator.ingress.PodNetwork;
import com.torrust.operator.ingress.WebSocketClient;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Stacks behind a Gateway of the real Contour and Envoy. */
@WithOperator
@ResourceLock(ContourIngress.LOCK)
class GatewayIT {

  private static final String STACK =
      """
        exposure:
          type: Gateway
          gateway: {parentRefs: [{name: %s, namespace: contour-gateway, sectionName: %s}]}
          tls: {mode: %s}
      """;

  private static final String PLAIN = STACK.formatted(ContourGateway.NAME, "http", "Disabled");
  private static final String NOT_EXPOSED = "  exposure: {type: None}\n";

  /** The Gateway API asks it of every implementation; Contour's Ingress needs an annotation. */
  @Test
  void theWebSocketGetsThroughWithoutAnyAnnotation(
      Sandbox sandbox, TestCluster cluster) {
    assumeTrue(cluster.simulated(), "the pods of this cluster are not simulated");
    final Optional<String> missing = PodNetwork.unavailable();
    assumeTrue(missing.isEmpty(), () -> "Envoy has no pods here: " + missing.get());

    try (ContourGateway gateway = ContourGateway.start(cluster)) {
      final IssuedCertificate certificate =
          gateway.serveTls("demo." + sandbox.namespace() + ".test");
      final String stack =
          STACK.formatted(ContourGateway.NAME, certificate.secretName(), "External");
      sandbox.apply(stack);
      assertThat(sandbox.awaitReady().getStatus().url()).startsWith("https://");
      try (StackBed bed = StackBed.open(sandbox)) {
        bed.runGrafana();
        final WebSocketClient client = bed.webSocket(gateway.httpsPort(), certificate.authority());
        awaitStatus(101, client);
        try (Handshake handshake = client.open()) {
          assertThat(handshake.live().connect().path("connect").path("client").asText())
              .as("frames go both ways")
              .isNotEmpty();
        }

        sandbox.apply(stack + "  grafana: {enabled: false}\n");
        awaitStatus(404, client);
      }
    }
  }

  @Test
  void whatIsMissingOrWrongIsSaid(Sandbox sandbox, TestCluster cluster) {
    assumeFalse(cluster.client().supports(HTTPRoute.class), "the cluster has the Gateway API");
    sandbox.apply(PLAIN);
    assertThat(sandbox.awaitReason("Exposed", "GatewayApiMissing").message())
        .contains("install the Gateway API");
    sandbox.awaitTrue("GrafanaAvailable");
    sandbox.awaitReason("Reconciling", "GatewayApiMissing");

    try (ContourGateway gateway = ContourGateway.start(cluster)) {
      final Instant installed = Instant.now();
      final TorrustStack ready = sandbox.awaitReady();
      final Duration waited = Duration.between(installed, Instant.now());
      System.out.println("the Gateway's arrival to Ready: " + waited.toSeconds() + " s");
      assertThat(waited).isLessThan(Duration.ofSeconds(60));
      assertThat(ready.getStatus().url()).startsWith("http://");
      assertThat(ready.getStatus().exposure().gatewayControllers())
          .containsExactly("projectcontour.io/gateway-controller");
      assertThat(ready.getStatus().condition("Exposed").orElseThrow().reason())
          .isEqualTo("RouteAccepted");

      sandbox.apply(STACK.formatted("elsewhere", "http", "Disabled"));
      final Condition ignored = sandbox.awaitReason("Exposed", "RouteIgnored");
      assertThat(ignored.status()).isEqualTo("False");
      assertThat(ignored.message())
          .contains("Gateway contour-gateway/elsewhere", "spec.exposure.gateway.parentRefs");
      sandbox.awaitReason("Reconciling", "RouteIgnored");

      sandbox.apply(STACK.formatted(ContourGateway.NAME, "no-such-listener", "Disabled"));
      final Condition refused = sandbox.awaitReason("Exposed", "NoMatchingParent");
      assertThat(refused.message()).contains("(listener no-such-listener)", "sectionName");
      sandbox.awaitReason("Stalled", "NoMatchingParent");

      sandbox.apply(PLAIN);
      sandbox.awaitReady();
    }

    sandbox.awaitReason("Exposed", "GatewayApiMissing");
    sandbox.apply("");
    sandbox.awaitReady();
    assertThat(sandbox.object(Ingress.class, "demo").get()).isNotNull();
  }

  @Test
  void anotherTypeTakesAwayWhatTheFormerLeft(
      Sandbox sandbox, TestCluster cluster, Resyncs resyncs) {
    try (ContourGateway gateway = ContourGateway.start(cluster)) {
      sandbox.apply("");
      sandbox.awaitReady();
      assertThat(sandbox.object(Certificate.class, "demo-tls").get()).isNotNull();

      sandbox.apply(PLAIN);
      sandbox.awaitReady();
      assertThat(sandbox.object(HTTPRoute.class, "demo").get()).isNotNull();
      awaitGone(Ingress.class, "demo", sandbox);
      awaitGone(Certificate.class, "demo-tls", sandbox);
      assertThat(resyncs.writes()).isEmpty();

      sandbox.apply("");
      sandbox.awaitReady();
      assertThat(sandbox.object(Ingress.class, "demo").get()).isNotNull();
      awaitGone(HTTPRoute.class, "demo", sandbox);

      sandbox.apply(PLAIN);
      sandbox.awaitReady();
      sandbox.apply(NOT_EXPOSED);
      assertThat(sandbox.awaitReady().getStatus().condition("Exposed")).isEmpty();
      awaitGone(HTTPRoute.class, "demo", sandbox);
      awaitGone(Ingress.class, "demo", sandbox);
    }
  }

  private static void awaitGone(Class<? extends HasMetadata> kind, String name, Sandbox sandbox) {
    Sandbox.await()
        .alias(kind.getSimpleName() + " " + name + " is gone")
        .until(() -> sandbox.object(kind, name).get() == null);
  }

  private static void awaitStatus(int status, WebSocketClient client) {
    Sandbox.await()
        .alias("the handshake is answered with " + status)
        .until(
            () -> {
              try (Handshake handshake = client.open()) {
                return handshake.status() == status;
              }
            });
  }
}
