package com.torrust.operator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.torrust.operator.status.Reason;
import com.torrust.operator.verification.Server.Behaviour;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each answer to a handshake says about who is at fault. */
class RefusedHandshakeTest {

  private static final String UPGRADER = "Sec-Websocket-Version: 13";

  @AutoClose private static final Rounds ROUNDS = new Rounds();

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void saysWhoIsAtFault(String seen, Behaviour behaviour, Reason reason, String words)
      throws Exception {
    try (Server server = Server.secure(ROUNDS.tls(), behaviour)) {
      final Result result = ROUNDS.look(Rounds.live(server.given()));
      assertThat(result.reason()).as(result.message()).isEqualTo(reason);
      assertThat(result.message()).contains(words).matches("[\\x20-\\x7e]+");
      assertThat(result.message()).doesNotContain(Rounds.PASSWORD, Rounds.AUTHORIZATION);
      assertThat(server.accepted()).isEqualTo(1);
      assertIsHandshake(server.request());
    }
  }

  private static Stream<Arguments> answers() {
    return Stream.of(
        row("400 of Grafana", Reason.UPGRADE_STRIPPED, "400 by Grafana", 400, UPGRADER),
        row("400 of a proxy", Reason.PROXY_REJECTED, "answered with 400", 400),
        arguments(
            "401 of Grafana",
            Behaviours.page(401, "{\"messageId\":\"auth.unauthorized\"}"),
            Reason.ADMIN_PASSWORD_DRIFT,
            "Grafana refuses the password"),
        row(
            "401 of a proxy",
            Reason.AUTH_REQUIRED,
            "a password of its own",
            401,
            "WWW-Authenticate: Basic"),
        row("403 of Grafana", Reason.ORIGIN_REJECTED, "403 by Grafana", 403, UPGRADER),
        row("403 of Envoy", Reason.UPGRADE_FORBIDDEN, "by envoy", 403, "server: envoy"),
        row("403 of a wall", Reason.UPGRADE_FORBIDDEN, "before it came to Grafana", 403),
        arguments(
            "200 with a page",
            Behaviours.page(200, "<html>another site</html>", "Content-Type: text/html"),
            Reason.WRONG_BACKEND,
            "answered with 200"),
        row(
            "301",
            Reason.REDIRECTED,
            "301 to https://other.test/x;",
            301,
            "Location: https://other.test/x"),
        row("302", Reason.REDIRECTED, "302 to /login;", 302, "Location: /login"),
        row("307", Reason.REDIRECTED, "answered with 307", 307),
        row(
            "308",
            Reason.REDIRECTED,
            "308 to https://demo.test/;",
            308,
            "Location: https://demo.test/?state=4711"),
        row("404", Reason.NOT_ROUTED, "answered with 404", 404),
        row("405", Reason.PROXY_REJECTED, "answered with 405", 405),
        row("426", Reason.UPGRADE_UNSUPPORTED, "answered with 426", 426),
        row("429", Reason.PROXY_REJECTED, "answered with 429", 429),
        row("500", Reason.BACKEND_UNAVAILABLE, "answered with 500", 500),
        row("501", Reason.UPGRADE_UNSUPPORTED, "answered with 501", 501),
        row("502", Reason.BACKEND_UNAVAILABLE, "answered with 502", 502),
        row("503", Reason.BACKEND_UNAVAILABLE, "answered with 503", 503),
        row("504", Reason.BACKEND_UNAVAILABLE, "answered with 504", 504),
        row("505", Reason.UPGRADE_UNSUPPORTED, "answered with 505", 505),
        arguments(
            "403 with a body that never ends",
            Behaviours.endingNever("HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\n"),
            Reason.UPGRADE_FORBIDDEN,
            "answered with 403"));
  }

  private static Arguments row(
      String seen, Reason reason, String words, int status, String... headers) {
    return arguments(seen, Behaviours.answers(status, headers), reason, words);
  }

  /** RFC 6455, section 4.1. */
  private static void assertIsHandshake(Request request) {
    assertThat(request.line()).isEqualTo("GET /api/live/ws HTTP/1.1");
    assertThat(request.sni()).isEqualTo(Rounds.HOSTNAME);
    assertThat(request.header("Host")).hasValue(Rounds.HOSTNAME);
    assertThat(request.header("Origin")).hasValue("https://" + Rounds.HOSTNAME);
    assertThat(request.header("Authorization")).hasValue(Rounds.AUTHORIZATION);
    assertThat(request.header("Upgrade")).hasValue("websocket");
    assertThat(request.header("Connection")).hasValue("Upgrade");
    assertThat(request.header("Sec-WebSocket-Version")).hasValue("13");
    assertThat(request.header("Sec-WebSocket-Key")).get().asString().matches("[A-Za-z0-9+/]{22}==");
    assertThat(request.header("Sec-WebSocket-Extensions")).isEmpty();
  }
}
