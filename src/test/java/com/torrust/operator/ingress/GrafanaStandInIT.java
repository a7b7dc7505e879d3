package com.torrust.operator.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stand-in for Grafana refuses what Grafana refuses, in its order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrafanaStandInIT {

  private static final String LIVE = GrafanaStandIn.LIVE_PATH;

  /** {@code admin:secret} and {@code admin:wrong}. */
  private static final String RIGHT = "Authorization: Basic YWRtaW46c2VjcmV0";

  private static final String WRONG = "Authorization: Basic YWRtaW46d3Jvbmc=";

  /** The example of RFC 6455. */
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private GrafanaStandIn grafana;

  @BeforeAll
  void start() {
    grafana = start(Map.of());
  }

  @AfterAll
  void stop() {
    grafana.close();
  }

  /** Each line has several things wrong: the answer shows which is looked at first. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
everything right,             RIGHT, Upgrade,      websocket, 13, KEY,   -,                      101
a longer Connection,          RIGHT, 'x, upgrade', websocket, 13, KEY,   -,                      101
no credentials nor upgrade,   -,     -,            -,         -,  -,     https://evil.example,   401
no credentials,               -,     Upgrade,      websocket, 13, KEY,   -,                      401
a wrong password,             WRONG, Upgrade,      websocket, 13, KEY,   -,                      401
both headers stripped,        RIGHT, -,            -,         13, KEY,   https://evil.example,   400
Connection stripped,          RIGHT, close,        websocket, 13, KEY,   -,                      400
Upgrade stripped,             RIGHT, Upgrade,      -,         13, KEY,   -,                      400
another upgrade,              RIGHT, Upgrade,      h2c,       13, KEY,   -,                      400
another version,              RIGHT, Upgrade,      websocket, 8,  KEY,   https://evil.example,   400
a key that is too short,      RIGHT, Upgrade,      websocket, 13, SHORT, https://evil.example,   400
no key,                       RIGHT, Upgrade,      websocket, 13, -,     -,                      400
another origin,               RIGHT, Upgrade,      websocket, 13, KEY,   https://evil.example,   403
the root URL without TLS,     RIGHT, Upgrade,      websocket, 13, KEY,   http://g.stack.test,    403
the root URL at another port, RIGHT, Upgrade,      websocket, 13, KEY,   https://g.stack.test:1, 403
the root URL,                 RIGHT, Upgrade,      websocket, 13, KEY,   https://g.stack.test,   101
the root URL in capitals,     RIGHT, Upgrade,      websocket, 13, KEY,   HTTPS://G.stack.test,   101
the Host asked for,           RIGHT, Upgrade,      websocket, 13, KEY,   http://inside:3000,     101
an allowed pattern,           RIGHT, Upgrade,      websocket, 13, KEY,   https://a.friend.test,  101
""")
  void answersTheHandshake(
      String what,
      String credentials,
      String connection,
      String upgrade,
      String version,
      String key,
      String origin,
      int status) {
    final RawHttp answer =
        RawHttp.get(
            grafana.address(),
            LIVE,
            Stream.of(
                    Optional.of("Host: inside:3000"),
                    Optional.ofNullable(credentials).map(c -> c.equals("RIGHT") ? RIGHT : WRONG),
                    Optional.ofNullable(connection).map(value -> "Connection: " + value),
                    Optional.ofNullable(upgrade).map(value -> "Upgrade: " + value),
                    Optional.ofNullable(version).map(value -> "Sec-WebSocket-Version: " + value),
                    Optional.ofNullable(key)
                        .map(k -> k.equals("KEY") ? KEY : "Sec-WebSocket-Key: c2hvcnQ="),
                    Optional.ofNullable(origin).map(value -> "Origin: " + value))
                .flatMap(Optional::stream)
                .toArray(String[]::new));

    assertThat(answer.status()).as(what).isEqualTo(status);
    switch (status) {
      case 101 -> assertThat(answer.header("Sec-WebSocket-Accept")).hasValue(ACCEPT);
      case 401 -> {
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(answer.header("Sec-Websocket-Version")).isEmpty();
        assertThat(answer.body()).contains("\"statusCode\":401");
      }
      default -> {
        assertThat(answer.header("Sec-Websocket-Version")).hasValue("13");
        assertThat(answer.body().strip()).isEqualTo(status == 400 ? "Bad Request" : "Forbidden");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/health, false, 200",
    "/login, false, 200",
    "/, false, 302",
    "/, true, 200",
    "/api/nothing, false, 404",
    "/d/nothing, true, 404"
  })
  void answersPages(String path, boolean signedIn, int status) {
    final RawHttp answer =
        RawHttp.get(
            grafana.address(),
            path,
            Stream.of("Host: inside:3000", RIGHT).limit(signedIn ? 2 : 1).toArray(String[]::new));

    assertThat(answer.status()).isEqualTo(status);
    final boolean api = path.startsWith("/api");
    assertThat(answer.header("Content-Type").orElseThrow())
        .startsWith(api ? "application/json" : "text/html");
    assertThat(answer.header("Location"))
        .isEqualTo(status == 302 ? Optional.of("/login") : Optional.empty());
  }

  @Test
  void tellsItsMetricsToWhoMayKnow() throws IOException, InterruptedException {
    final Map<String, String> locked =
        Map.of(
            "GF_METRICS_BASIC_AUTH_USERNAME", "admin", "GF_METRICS_BASIC_AUTH_PASSWORD", "secret");
    try (GrafanaStandIn guarded = start(locked);
        GrafanaStandIn silent = start(Map.of("GF_METRICS_ENABLED", "false"))) {
      assertThat(page(guarded)).contains("grafana_live_node_num_clients 0");
      assertThat(metrics(guarded, WRONG).status()).isEqualTo(401);
      assertThat(metrics(guarded).status()).isEqualTo(401);
      assertThat(metrics(silent).status()).isEqualTo(302);
    }
  }

  /** The page comes in chunks, which a client of the JDK puts together. */
  private static String page(GrafanaStandIn server) throws IOException, InterruptedException {
    final InetSocketAddress address = server.address();
    final URI metrics =
        URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/metrics");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(metrics).header("Authorization", RIGHT.split(": ")[1]).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static RawHttp metrics(GrafanaStandIn server, String... headers) {
    return RawHttp.get(
        server.address(),
        "/metrics",
        Stream.concat(Stream.of("Host: inside:3000"), Stream.of(headers)).toArray(String[]::new));
  }

  /** It still shakes hands, so 101 alone does not prove a usable socket. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void disconnectsAboveTheLimit(int limit) {
    final Map<String, String> environment =
        Map.of("GF_LIVE_MAX_CONNECTIONS", Integer.toString(limit));
    final List<Handshake> open = new ArrayList<>();
    try (GrafanaStandIn small = start(environment)) {
      for (int i = 0; i <= limit; i++) {
        open.add(client(small).open());
        assertThat(open.get(i).status()).isEqualTo(101);
        open.get(i).live().connect();
      }
      assertThat(open.get(limit).live().awaitEnd(Duration.ofSeconds(5)))
          .hasValue("3504 connection limit");
      assertThat(open.subList(0, limit)).allMatch(handshake -> handshake.live().isOpen());
    } finally {
      open.forEach(Handshake::close);
    }
  }

  @Test
  void hasNoLimitWhenNegative() {
    try (GrafanaStandIn big = start(Map.of("GF_LIVE_MAX_CONNECTIONS", "-1"));
        Handshake handshake = client(big).open()) {
      assertThat(handshake.live().connect().path("connect").path("ping").asInt()).isEqualTo(25);
      assertThat(handshake.live().call().path("error").path("message").asText())
          .isEqualTo("method not found");
    }
  }

  private static WebSocketClient client(GrafanaStandIn server) {
    return WebSocketClient.of("ws://inside:3000" + LIVE, server.address()).as("admin", "secret");
  }

  private static GrafanaStandIn start(Map<String, String> more) {
    final Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "GF_SERVER_ROOT_URL", "https://g.stack.test/",
                "GF_LIVE_ALLOWED_ORIGINS", "https://*.friend.test, http://other.test",
                "GF_SECURITY_ADMIN_USER", "admin",
                "GF_SECURITY_ADMIN_PASSWORD", "secret"));
    environment.putAll(more);
    return GrafanaStandIn.start(environment);
  }
}
