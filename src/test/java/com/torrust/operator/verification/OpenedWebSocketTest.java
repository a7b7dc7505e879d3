package com.torrust.operator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.status.Reason;
import com.torrust.operator.verification.Server.Behaviour;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of an answer 101 and of what comes after it. */
class OpenedWebSocketTest {

  private static final String CONNECTION = "Connection: Upgrade";

  @AutoClose private static final Rounds ROUNDS = new Rounds();

  @ParameterizedTest
  @ValueSource(strings = {CONNECTION, "connection: keep-alive, Upgrade", "Connection: upgrade"})
  void greetsGrafanaAndSaysGoodBye(String connection) throws Exception {
    final Behaviour grafana =
        Behaviours.upgrading(
            connection,
            talk -> {
              talk.frame();
              talk.send(Behaviours.text("{\"id\":1,\"connect\":{\"client\":\"c\"}}\n{}"));
              talk.frame();
            });
    try (Server server = Server.secure(ROUNDS.tls(), grafana)) {
      final Result result = ROUNDS.look(Rounds.live(server.given()));
      assertThat(result.reason()).as(result.message()).isEqualTo(Reason.WEB_SOCKET_VERIFIED);
      assertThat(server.request().header("Host")).hasValue(Rounds.HOSTNAME);
      assertThat(server.request().sni()).isEqualTo(Rounds.HOSTNAME);
      await().atMost(Duration.ofSeconds(10)).until(() -> server.open() == 0);
      assertThat(server.frames())
          .containsExactly(
              "{\"id\":1,\"connect\":{\"name\":\"torrust-operator\"}}", "close 1000 verified");
    }
  }

  @Test
  void theConnectionIsEndedBeforeTheNextRow() throws Exception {
    try (Server live = Server.secure(ROUNDS.tls(), Behaviours.grafana());
        Server page =
            Server.plain(
                talk -> {
                  await().atMost(Duration.ofSeconds(5)).until(() -> live.open() == 0);
                  Behaviours.page(200, "{\"database\":\"ok\"}").on(talk);
                })) {
      final Found found =
          ROUNDS.all(
              List.of(
                  Rounds.live(live.given()),
                  Rounds.target(EndpointRow.GRAFANA, "http://demo.test/", page.given(), null)),
              Rounds.PATIENT,
              InetAddress::getAllByName);
      assertThat(found.results())
          .extracting(Result::reason)
          .containsExactly(Reason.WEB_SOCKET_VERIFIED, Reason.ENDPOINT_VERIFIED);
    }
  }

  @Test
  void anInventedAcceptKeyIsFoundOut() throws Exception {
    assertSays(
        Behaviours.accepting("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
        Reason.BAD_HANDSHAKE,
        "without a valid accept key");
  }

  @Test
  void aMissingAcceptKeyIsFoundOut() throws Exception {
    assertSays(Behaviours.accepting(""), Reason.BAD_HANDSHAKE, "without a valid accept key");
  }

  @Test
  void anAnswerWithoutTheOptionUpgradeIsNoHandshake() throws Exception {
    assertSays(
        Behaviours.upgrading("Connection: keep-alive", Talk::frame),
        Reason.BAD_HANDSHAKE,
        "without a valid accept key");
  }

  @Test
  void aFullGrafanaIsUnavailable() throws Exception {
    assertSays(
        Behaviours.upgrading(
            CONNECTION,
            talk -> {
              talk.frame();
              talk.send(Behaviours.close(3504, "connection limit\n\u001b[31mred"));
            }),
        Reason.LIVE_UNAVAILABLE,
        "closes the WebSocket: 3504 connection limit[31mred");
  }

  /** More than once, for it is a race that the operator's threads could lose. */
  @RepeatedTest(20)
  void whatComesTogetherWithTheAnswerIsNotLost() throws Exception {
    assertSays(
        Behaviours.upgradingAndSaying(Behaviours.close(3504, "connection limit")),
        Reason.LIVE_UNAVAILABLE,
        "closes the WebSocket: 3504 connection limit");
  }

  @Test
  void anErrorOfGrafanaIsNoConnection() throws Exception {
    assertSays(
        Behaviours.upgrading(
            CONNECTION,
            talk -> {
              talk.frame();
              talk.send(Behaviours.text("{\"id\":1,\"error\":{\"code\":100}}"));
            }),
        Reason.LIVE_UNAVAILABLE,
        "does not connect");
  }

  @Test
  void silenceIsNoAnswer() throws Exception {
    try (Server server =
        Server.secure(ROUNDS.tls(), Behaviours.upgrading(CONNECTION, Talk::frame))) {
      ROUNDS.look(Rounds.live(server.given()), Rounds.IMPATIENT);
      final Result result = ROUNDS.look(Rounds.live(server.given()), Rounds.IMPATIENT);
      assertThat(result.reason()).as(result.message()).isEqualTo(Reason.NO_ANSWER);
      assertThat(result.message()).contains("answers 101, and then nothing comes");
      await().atMost(Duration.ofSeconds(10)).until(() -> server.open() == 0);
    }
  }

  @Test
  void theEndWithoutAFrameIsNoAnswer() throws Exception {
    assertSays(
        Behaviours.upgrading(
            CONNECTION,
            talk -> {
              talk.frame();
              talk.hangUp();
            }),
        Reason.NO_ANSWER,
        "answers 101, and then ends the connection");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 400 Bad Request\r\n\r\n",
        "\u00f1\u00ff\u00ff",
        "\u0081\u007f\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"
      })
  void garbageIsNoWebSocket(String garbage) throws Exception {
    assertSays(
        Behaviours.upgrading(
            CONNECTION,
            talk -> {
              talk.frame();
              talk.send(garbage);
            }),
        Reason.BAD_HANDSHAKE,
        "answers 101, and then sends what is no WebSocket frame");
  }

  private static void assertSays(Behaviour behaviour, Reason reason, String words)
      throws Exception {
    try (Server server = Server.secure(ROUNDS.tls(), behaviour)) {
      final Result result = ROUNDS.look(Rounds.live(server.given()));
      assertThat(result.reason()).as(result.message()).isEqualTo(reason);
      assertThat(result.message()).contains(words).matches("[\\x20-\\x7e]+");
      await().atMost(Duration.ofSeconds(10)).until(() -> server.open() == 0);
      assertThat(server.accepted()).isEqualTo(1);
    }
  }
}
