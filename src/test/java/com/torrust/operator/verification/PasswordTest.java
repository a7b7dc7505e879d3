package com.torrust.operator.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.status.Reason;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Grafana's password goes, and where not. TlsTest shows that nothing is sent without TLS. */
class PasswordTest {

  @AutoClose private static final Rounds ROUNDS = new Rounds();

  @ParameterizedTest
  @EnumSource(
      value = Connection.Kind.class,
      names = {"GIVEN", "PUBLIC"})
  void neverGoesOverPlainHttpToAProxy(Connection.Kind kind) throws Exception {
    try (Server server = Server.plain(Behaviours.answers(401))) {
      final Connection to = new Connection(kind, server.given().host(), server.given().port());
      final Result result =
          ROUNDS.look(
              Rounds.target(EndpointRow.GRAFANA_LIVE, "ws://demo.test/api/live/ws", to, null));
      assertThat(server.request().header("Authorization")).isEqualTo(Optional.empty());
      assertThat(result.reason()).isEqualTo(Reason.AUTH_REQUIRED);
    }
  }

  @Test
  void goesToThePodOfGrafanaAsItIs() throws Exception {
    try (Server server = Server.plain(Behaviours.grafana())) {
      final Result result = ROUNDS.look(Rounds.live(server.pod()));
      assertThat(result.reason()).isEqualTo(Reason.WEB_SOCKET_VERIFIED);
      assertThat(server.request().header("Authorization")).hasValue(Rounds.AUTHORIZATION);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void neverFollowsARedirect(int status) throws Exception {
    try (Server other = Server.plain(Behaviours.grafana());
        Server server =
            Server.secure(
                ROUNDS.tls(),
                Behaviours.answers(
                    status, "Location: http://127.0.0.1:" + other.given().port() + "/"))) {
      assertThat(ROUNDS.look(Rounds.live(server.given())).reason()).isEqualTo(Reason.REDIRECTED);
      assertThat(
              ROUNDS
                  .look(
                      Rounds.target(
                          EndpointRow.GRAFANA, "https://demo.test/", server.given(), null))
                  .reason())
          .isEqualTo(Reason.REDIRECTED);
      assertThat(other.accepted()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Server: \u001b[31mred\u0007\u00e4\u0009end",
        "Server: caf\u00e9\u0009end\u0080",
        "Server: echo " + Rounds.PASSWORD,
        "Server: echo " + Rounds.AUTHORIZATION
      })
  void whatAStrangerSendsIsStripped(String header) throws Exception {
    try (Server server = Server.secure(ROUNDS.tls(), Behaviours.answers(403, header))) {
      final Result result = ROUNDS.look(Rounds.live(server.given()));
      assertThat(result.message()).matches("[\\x20-\\x7e]+").hasSizeLessThan(600);
      assertThat(result.message())
          .doesNotContain(Rounds.PASSWORD, Rounds.AUTHORIZATION.substring("Basic ".length()));
    }
  }

  @Test
  void aLongAnswerIsShortened() throws Exception {
    try (Server server =
        Server.secure(ROUNDS.tls(), Behaviours.answers(302, "Location: /" + "x".repeat(5000)))) {
      assertThat(ROUNDS.look(Rounds.live(server.given())).message()).hasSizeLessThan(400);
    }
  }
}
