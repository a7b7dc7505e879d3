package com.torrust.operator.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.cluster.OnCluster;
import com.torrust.operator.cluster.TestCluster;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * WebSockets through the real Contour and Envoy over TLS, to a simulated pod's address: by an
 * Ingress with and without the annotation, and by an HTTPRoute.
 */
@OnCluster
@ResourceLock(value = TestCluster.LOCK, mode = ResourceAccessMode.READ)
@ResourceLock(ContourIngress.LOCK)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContourIT {

  /** Longer than the idle timeout of a minute that many proxies have. */
  private static final Duration SOAK = Duration.ofSeconds(70);

  private static final Duration ROUTE_LIMIT = Duration.ofSeconds(90);

  private static final String INGRESS =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: grafana, namespace: %1$s, annotations: {%4$s}}
      spec:
        ingressClassName: contour
        tls: [{hosts: [%2$s], secretName: %3$s}]
        rules:
          - host: %2$s
            http:
              paths:
                - path: /api/live/ws
                  pathType: Prefix
                  backend: {service: {name: grafana, port: {number: 3000}}}
                - path: /
                  pathType: Prefix
                  backend: {service: {name: grafana, port: {number: 3000}}}
      """;

  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: grafana, namespace: %1$s}
      spec:
        parentRefs: [{name: %3$s, namespace: %3$s, sectionName: %4$s}]
        hostnames: [%2$s]
        rules: [{backendRefs: [{name: grafana, port: 3000}]}]
      """;

  private final TestCluster cluster;

  private GrafanaPod pod;
  private IssuedCertificate certificate;
  private ContourIngress ingress;

  ContourIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void start() {
    assumeTrue(cluster.simulated(), "the pods of this cluster are not simulated");
    final Optional<String> missing = PodNetwork.unavailable();
    assumeTrue(missing.isEmpty(), () -> "Envoy has no pods here: " + missing.get());
    pod = GrafanaPod.start(cluster);
    certificate = IssuedCertificate.issue(cluster, pod.namespace(), pod.hostname());
    ingress = ContourIngress.start(cluster);
  }

  @AfterAll
  void stop() {
    if (ingress != null) {
      ingress.close();
    }
    if (pod != null) {
      pod.close();
    }
  }

  @Test
  void refusesTheUpgradeWithoutTheAnnotation() {
    applyIngress("");
    try (Handshake handshake = await(ingress.httpsPort(), 403)) {
      assertThat(handshake.header("Server")).hasValue("envoy");
      assertThat(handshake.header("Sec-Websocket-Version")).isEmpty();
    }
  }

  /** The value is no prefix: it has to be a path of the Ingress, letter by letter. */
  @Test
  void refusesTheUpgradeWhenTheAnnotationNamesAnotherPath() {
    applyIngress("projectcontour.io/websocket-routes: /");
    try (Handshake handshake = await(ingress.httpsPort(), 403)) {
      assertThat(handshake.header("Server")).hasValue("envoy");
    }
  }

  @Test
  void leavesCredentialsAndOriginsToGrafana() {
    applyIngress("projectcontour.io/websocket-routes: /api/live/ws");
    await(ingress.httpsPort(), 101).close();
    try (Handshake stranger = client(ingress.httpsPort()).as("admin", "wrong").open();
        Handshake intruder = client(ingress.httpsPort()).from("https://evil.example").open()) {
      assertThat(stranger.status()).isEqualTo(401);
      assertThat(intruder.status()).isEqualTo(403);
      assertThat(intruder.header("Sec-Websocket-Version")).hasValue("13");
    }
  }

  @Test
  void isTrustedByItsAuthorityOnly() {
    applyIngress("projectcontour.io/websocket-routes: /api/live/ws");
    await(ingress.httpsPort(), 101).close();
    final WebSocketClient other = WebSocketClient.of(uri(pod.hostname()), ingress.httpsPort());
    assertThatThrownBy(other::open).hasCauseInstanceOf(SSLHandshakeException.class);
  }

  /** Both at once, since most of it is waiting. */
  @Test
  void keepsTheSocketOpen() {
    applyIngress("projectcontour.io/websocket-routes: /api/live/ws");
    try (ContourGateway gateway = ContourGateway.start(cluster)) {
      final String section = gateway.serveTls(pod.hostname()).secretName();
      apply(ROUTE.formatted(pod.namespace(), pod.hostname(), ContourGateway.NAME, section));
      try (Handshake byIngress = await(ingress.httpsPort(), 101);
          Handshake byRoute = await(gateway.httpsPort(), 101)) {
        assertThat(byIngress.live().connect().path("connect").path("ping").asInt()).isEqualTo(25);
        assertThat(byRoute.live().connect().path("connect").path("ping").asInt()).isEqualTo(25);

        assertThat(byIngress.live().awaitEnd(SOAK)).isEmpty();

        for (LiveSocket socket : new LiveSocket[] {byIngress.live(), byRoute.live()}) {
          assertThat(socket.isOpen()).isTrue();
          assertThat(socket.pings()).isGreaterThanOrEqualTo(2);
          assertThat(socket.call().has("error")).as("still answers").isTrue();
        }
      }
    }
  }

  private void applyIngress(String annotations) {
    apply(
        INGRESS.formatted(pod.namespace(), pod.hostname(), certificate.secretName(), annotations));
  }

  private void apply(String yaml) {
    Manifests.of(cluster.client(), yaml).apply();
  }

  /** A new route is not there at once: there is no answer, or one of the former route. */
  private Handshake await(int port, int status) {
    return NetworkTools.await(
        "an answer " + status + " at port " + port,
        ROUTE_LIMIT,
        () -> {
          final Handshake handshake;
          try {
            handshake = client(port).open();
          } catch (IllegalStateException e) {
            return Optional.empty();
          }
          if (handshake.status() == status) {
            return Optional.of(handshake);
          }
          handshake.close();
          return Optional.empty();
        });
  }

  private WebSocketClient client(int port) {
    return WebSocketClient.of(uri(pod.hostname()), port)
        .trusting(certificate.authority())
        .as(GrafanaPod.USER, GrafanaPod.PASSWORD)
        .from("https://" + pod.hostname());
  }

  private static String uri(String hostname) {
    return "wss://" + hostname + GrafanaStandIn.LIVE_PATH;
  }
}
