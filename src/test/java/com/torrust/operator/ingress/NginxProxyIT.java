package com.torrust.operator.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import com.torrust.operator.cluster.OnCluster;
import com.torrust.operator.cluster.TestCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The original failure: a proxy that drops the Upgrade; and the lines that mend it. */
@OnCluster
@ResourceLock(value = TestCluster.LOCK, mode = ResourceAccessMode.READ)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxProxyIT {

  private static final String HOST = "g.nginx.test";
  private static final String NAMESPACE = "default";

  private GrafanaStandIn grafana;

  @BeforeAll
  void start() {
    final Optional<String> missing = NginxProxy.unavailable();
    assumeTrue(missing.isEmpty(), () -> "nginx is not run here: " + missing.get());
    grafana =
        GrafanaStandIn.start(
            Map.of(
                "GF_SERVER_ROOT_URL", "http://" + HOST + "/",
                "GF_SECURITY_ADMIN_USER", GrafanaPod.USER,
                "GF_SECURITY_ADMIN_PASSWORD", GrafanaPod.PASSWORD));
  }

  @AfterAll
  void stop() {
    if (grafana != null) {
      grafana.close();
    }
  }

  @Test
  void dropsTheUpgradeByDefault() {
    try (NginxProxy proxy = NginxProxy.start(grafana.address(), NginxProxy.Form.BARE);
        Handshake handshake = client(proxy, "ws").open()) {
      assertThat(handshake.status()).isEqualTo(400);
      assertThat(handshake.header("Sec-Websocket-Version")).hasValue("13");
      assertThat(handshake.header("Server").orElseThrow()).startsWith("nginx");
    }
  }

  /** What a probe without credentials sees, whether the proxy is right or wrong. */
  @Test
  void hidesTheFaultFromStrangers() {
    try (NginxProxy proxy = NginxProxy.start(grafana.address(), NginxProxy.Form.BARE);
        Handshake handshake =
            WebSocketClient.of("ws://" + HOST + GrafanaStandIn.LIVE_PATH, proxy.port()).open()) {
      assertThat(handshake.status()).isEqualTo(401);
    }
  }

  @Test
  void passesItOnWhenTold() {
    try (NginxProxy proxy = NginxProxy.start(grafana.address(), NginxProxy.Form.WEBSOCKET);
        Handshake handshake = client(proxy, "ws").from("http://" + HOST).open()) {
      assertThat(handshake.live().connect().has("connect")).isTrue();
      assertThat(handshake.live().call().has("error")).isTrue();
    }
  }

  @Test
  void servesTls(TestCluster cluster) {
    final IssuedCertificate certificate = IssuedCertificate.issue(cluster, NAMESPACE, HOST);
    try (NginxProxy proxy =
            NginxProxy.start(grafana.address(), NginxProxy.Form.WEBSOCKET, certificate);
        Handshake handshake = client(proxy, "wss").trusting(certificate.authority()).open()) {
      assertThat(handshake.live().connect().has("connect")).isTrue();
    }
  }

  @Test
  void tellsTheClientsAddress() throws IOException {
    final HttpServer upstream =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext(
        "/",
        exchange -> {
          final byte[] body =
              exchange.getRequestHeaders().get("X-Forwarded-For").toString().getBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    upstream.start();
    try (NginxProxy proxy = NginxProxy.start(upstream.getAddress(), NginxProxy.Form.BARE)) {
      final RawHttp answer =
          RawHttp.get(
              new InetSocketAddress("127.0.0.1", proxy.port()),
              "/",
              "Host: " + HOST,
              "X-Forwarded-For: 1.2.3.4");
      assertThat(answer.body()).as("the forged one is gone").isEqualTo("[127.0.0.1]");
    } finally {
      upstream.stop(0);
    }
  }

  private static WebSocketClient client(NginxProxy proxy, String scheme) {
    return WebSocketClient.of(scheme + "://" + HOST + GrafanaStandIn.LIVE_PATH, proxy.port())
        .as(GrafanaPod.USER, GrafanaPod.PASSWORD);
  }
}
