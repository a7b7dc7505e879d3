package com.torrust.operator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.status.Reason;
import com.torrust.operator.verification.Server.Behaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of connections that do not come about, or do not bring an answer. */
class ConnectionTest {

  private static final long MEGABYTE = 1024L * 1024;
  private static final InetAddress[] LOOPBACK = {InetAddress.getLoopbackAddress()};

  @AutoClose private static final Rounds ROUNDS = new Rounds();

  @Test
  void aNameWithoutAddressIsUndecided() {
    final Found found =
        ROUNDS.all(
            List.of(page(new Connection(Connection.Kind.PUBLIC, "demo.invalid", 443))),
            Rounds.PATIENT,
            host -> {
              throw new UnknownHostException(host);
            });
    assertThat(found.results().get(0).reason()).isEqualTo(Reason.DNS_NOT_READY);
    assertThat(found.results().get(0).message()).startsWith("demo.invalid has no address here");
  }

  @Test
  void aClosedPortIsUnreachable() throws Exception {
    final int port;
    try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK[0])) {
      port = free.getLocalPort();
    }
    assertUnreachable(new Connection(Connection.Kind.GIVEN, "127.0.0.1", port), Rounds.PATIENT);
  }

  @Test
  void aPortThatTakesNobodyInIsUnreachable() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, LOOPBACK[0])) {
      final List<Socket> waiting = new ArrayList<>();
      try {
        for (int i = 0; i < 4; i++) {
          waiting.add(attempt(full));
        }
        assertUnreachable(
            new Connection(Connection.Kind.GIVEN, "127.0.0.1", full.getLocalPort()),
            Rounds.IMPATIENT);
      } finally {
        for (final Socket socket : waiting) {
          socket.close();
        }
      }
    }
  }

  @Test
  void theNextAddressIsTriedWhenOneIsUnreachable() throws Exception {
    try (Server server = Server.plain(Behaviours.page(200, "{\"database\":\"ok\"}"))) {
      final InetAddress[] addresses = {InetAddress.getByName("127.0.0.9"), LOOPBACK[0]};
      final Found found =
          ROUNDS.all(List.of(page(server.given())), Rounds.PATIENT, host -> addresses);
      assertThat(found.results().get(0).reason()).isEqualTo(Reason.ENDPOINT_VERIFIED);
    }
  }

  @Test
  void anAddressOfVersionSixIsAsGood() throws Exception {
    final InetAddress six = InetAddress.getByName("::1");
    assumeTrue(canListen(six), "this machine has no ::1");
    try (Server server = Server.plain(six, Behaviours.page(200, "{\"database\":\"ok\"}"))) {
      final Result result = ROUNDS.look(page(server.given()));
      assertThat(result.reason()).as(result.message()).isEqualTo(Reason.ENDPOINT_VERIFIED);
      assertThat(server.request().header("Host")).hasValue(Rounds.HOSTNAME);
    }
  }

  @Test
  void aHostnameThatJavaTakesForNoneIsSentAsItIs() throws Exception {
    try (Server server = Server.plain(Behaviours.page(200, "{\"database\":\"ok\"}"))) {
      ROUNDS.look(Rounds.target(EndpointRow.GRAFANA, "http://demo.3test/", server.given(), null));
      assertThat(server.request().header("Host")).hasValue("demo.3test");
    }
  }

  @Test
  void aPortOfTheUrlIsSentToo() throws Exception {
    try (Server server = Server.plain(Behaviours.page(200, "{\"status\":\"Ok\"}"))) {
      ROUNDS.look(
          Rounds.target(
              EndpointRow.TRACKER_API,
              "http://demo-tracker.torrust.svc:1212/api",
              server.pod(),
              null));
      assertThat(server.request().header("Host")).hasValue("demo-tracker.torrust.svc:1212");
    }
  }

  @Test
  void silenceIsNoAnswer() throws Exception {
    assertSays(
        Behaviours.silent(), Rounds.IMPATIENT, Reason.NO_ANSWER, "gives no answer for http://");
  }

  @Test
  void silenceInPlaceOfTlsIsNoAnswer() throws Exception {
    try (Server server = Server.plain(Talk::awaitEnd)) {
      final Result result = ROUNDS.look(Rounds.live(server.given()), Rounds.IMPATIENT);
      assertThat(result.reason()).as(result.message()).isEqualTo(Reason.NO_ANSWER);
      await().atMost(Duration.ofSeconds(10)).until(() -> server.open() == 0);
    }
  }

  @Test
  void theEndIsNoAnswer() throws Exception {
    assertSays(
        Behaviours.hangingUp(),
        Rounds.PATIENT,
        Reason.NO_ANSWER,
        "ends the connection for http://demo.test/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH_9.6\r\n", "HTTP/9.9 200 OK\r\n\r\n", "nonsense\r\n\r\n"})
  void somethingElseThanHttpIsAnotherBackend(String words) throws Exception {
    assertSays(
        talk -> {
          talk.request();
          talk.send(words);
        },
        Rounds.PATIENT,
        Reason.WRONG_BACKEND,
        "with what is not HTTP/1.1");
  }

  @Test
  void headersWithoutEndAreNotHttp() throws Exception {
    assertReadInPart("HTTP/1.1 200 OK\r\nX: ", "with what is not HTTP/1.1");
  }

  @Test
  void aBodyWithoutEndIsReadInPartOnly() throws Exception {
    assertReadInPart("HTTP/1.1 200 OK\r\n\r\n", "is answered with 200");
  }

  private static void assertReadInPart(String beginning, String words) throws Exception {
    final AtomicLong sent = new AtomicLong();
    assertSays(Behaviours.endless(beginning, sent), Rounds.PATIENT, Reason.WRONG_BACKEND, words);
    assertThat(sent.get()).isLessThan(32 * MEGABYTE);
  }

  @Test
  void aRowThatGetsNoAnswerDoesNotHinderTheNext() throws Exception {
    final Behaviour behaviour =
        talk -> {
          if (talk.request().line().contains("/api/health ")) {
            return;
          }
          Behaviours.page(200, "d8:intervali120ee").on(talk);
        };
    try (Server server = Server.plain(behaviour)) {
      final Found found =
          ROUNDS.all(
              List.of(
                  page(server.given()),
                  Rounds.target(
                      EndpointRow.HTTP_TRACKER, "http://demo.test/announce", server.given(), null)),
              Rounds.IMPATIENT,
              host -> LOOPBACK);
      assertThat(found.results())
          .extracting(Result::reason)
          .containsExactly(Reason.NO_ANSWER, Reason.ENDPOINT_VERIFIED);
    }
  }

  @Test
  void eachRowAsksForItsOwnHost() throws Exception {
    try (Server server = Server.plain(Behaviours.page(200, "d8:intervali120ee"))) {
      ROUNDS.all(
          List.of(
              Rounds.target(
                  EndpointRow.HTTP_TRACKER, "http://one.test/announce", server.given(), null),
              Rounds.target(
                  EndpointRow.HTTP_TRACKER, "http://two.test/announce", server.given(), null),
              Rounds.target(
                  EndpointRow.HTTP_TRACKER, "http://one.test/announce", server.given(), null)),
          Rounds.PATIENT,
          host -> LOOPBACK);
      assertThat(server.requests())
          .extracting(request -> request.header("Host").orElseThrow())
          .containsExactly("one.test", "two.test", "one.test");
      await().atMost(Duration.ofSeconds(10)).until(() -> server.open() == 0);
    }
  }

  @Test
  void aDeadAddressIsTriedOnce() {
    final List<String> asked = new ArrayList<>();
    final Connection nowhere = new Connection(Connection.Kind.PUBLIC, "demo.invalid", 443);
    ROUNDS.all(
        List.of(page(nowhere), page(nowhere)),
        Rounds.PATIENT,
        host -> {
          asked.add(host);
          throw new UnknownHostException(host);
        });
    assertThat(asked).containsExactly("demo.invalid");
  }

  private static void assertSays(
      Behaviour behaviour, Duration patience, Reason reason, String words) throws Exception {
    try (Server server = Server.plain(behaviour)) {
      final Result result = ROUNDS.look(page(server.given()), patience);
      assertThat(result.reason()).as(result.message()).isEqualTo(reason);
      assertThat(result.message()).contains(words).matches("[\\x20-\\x7e]+");
      assertThat(server.requests()).hasSize(1);
      await().atMost(Duration.ofSeconds(10)).until(() -> server.open() == 0);
    }
  }

  private static void assertUnreachable(Connection connection, Duration patience) {
    final Result result = ROUNDS.look(page(connection), patience);
    assertThat(result.reason()).as(result.message()).isEqualTo(Reason.UNREACHABLE);
    assertThat(result.message()).startsWith(connection + " cannot be connected to");
  }

  private static Target page(Connection connection) {
    return Rounds.target(EndpointRow.GRAFANA, "http://demo.test/", connection, null);
  }

  private static Socket attempt(ServerSocket server) throws IOException {
    final Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(LOOPBACK[0], server.getLocalPort()), 300);
    } catch (IOException e) {
      // The queue of the port is full, which is what is wanted.
    }
    return socket;
  }

  private static boolean canListen(InetAddress address) {
    try {
      new ServerSocket(0, 1, address).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
