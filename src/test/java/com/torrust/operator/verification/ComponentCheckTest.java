package com.torrust.operator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.status.Reason;
import com.torrust.operator.verification.Server.Behaviour;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of the answers of the tracker's API, the HTTP tracker and Grafana's pages. */
class ComponentCheckTest {

  private static final String API = "/api/health_check";
  private static final String HEALTH = "/api/health";

  @AutoClose private static final Rounds ROUNDS = new Rounds();

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("answers")
  void judges(EndpointRow row, String path, Behaviour behaviour, Reason reason, String words)
      throws Exception {
    try (Server server = Server.secure(ROUNDS.tls(), behaviour)) {
      final Result result =
          ROUNDS.look(Rounds.target(row, "https://demo.test/x", server.given(), null));
      assertThat(result.reason()).as(result.message()).isEqualTo(reason);
      assertThat(result.message()).contains(words);
      assertThat(server.request().line()).startsWith("GET " + path);
      assertThat(server.request().header("Host")).hasValue(Rounds.HOSTNAME);
      assertThat(server.request().sni()).isEqualTo(Rounds.HOSTNAME);
      assertThat(server.request().header("Authorization")).isEqualTo(Optional.empty());
    }
  }

  private static Stream<Arguments> answers() {
    return Stream.of(
        api("{\"status\":\"Ok\"}", Reason.ENDPOINT_VERIFIED, "answered with 200"),
        api("{\"status\":\"None\"}", Reason.WRONG_BACKEND, "not in the way"),
        api("{\"database\":\"ok\"}", Reason.WRONG_BACKEND, "not in the way"),
        api("[1]", Reason.WRONG_BACKEND, "not in the way"),
        api("", Reason.WRONG_BACKEND, "not in the way"),
        api("[".repeat(5000), Reason.WRONG_BACKEND, "not in the way"),
        grafana(200, "{\"database\":\"ok\"}", Reason.ENDPOINT_VERIFIED, "answered with 200"),
        grafana(200, "{\"database\":\"failing\"}", Reason.WRONG_BACKEND, "not in the way"),
        grafana(200, "<html></html>", Reason.WRONG_BACKEND, "not in the way"),
        grafana(503, "{\"database\":\"failing\"}", Reason.BACKEND_UNAVAILABLE, "with 503"),
        grafana(502, "", Reason.BACKEND_UNAVAILABLE, "with 502"),
        grafana(401, "", Reason.PROXY_REJECTED, "with 401"),
        grafana(404, "", Reason.NOT_ROUTED, "with 404"),
        tracker("d8:intervali120e5:peers0:e", Reason.ENDPOINT_VERIFIED, "answered by the tracker"),
        tracker(
            failure("The torrent is not in the whitelist"),
            Reason.ENDPOINT_VERIFIED,
            "which refuses a stranger"),
        tracker(
            failure("missing or invalid the right most X-Forwarded-For IP"),
            Reason.CLIENT_ADDRESS_LOST,
            "cannot see the address"),
        tracker("<html>d and e</html>", Reason.WRONG_BACKEND, "not in the way"),
        tracker("", Reason.WRONG_BACKEND, "not in the way"),
        arguments(
            EndpointRow.HTTP_TRACKER,
            "/announce?info_hash=torrust-operator-000&peer_id=-TO0100-verification&port=1",
            Behaviours.answers(308, "Location: https://demo.test/announce?info_hash=x"),
            Reason.REDIRECTED,
            "308 to https://demo.test/announce;"));
  }

  private static Arguments api(String body, Reason reason, String words) {
    return arguments(
        EndpointRow.TRACKER_API, API + " HTTP/1.1", Behaviours.page(200, body), reason, words);
  }

  private static Arguments grafana(int status, String body, Reason reason, String words) {
    return arguments(
        EndpointRow.GRAFANA, HEALTH + " HTTP/1.1", Behaviours.page(status, body), reason, words);
  }

  private static Arguments tracker(String body, Reason reason, String words) {
    return arguments(
        EndpointRow.HTTP_TRACKER,
        "/announce?info_hash=torrust-operator-000&",
        Behaviours.page(200, body),
        reason,
        words);
  }

  private static String failure(String words) {
    return "d14:failure reason" + words.length() + ":" + words + "e";
  }
}
