package com.torrust.operator.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.status.Reason;
import com.torrust.operator.verification.UdpServer.Answers;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is made of the answers to a connect request (BEP 15). */
class UdpTrackerTest {

  @AutoClose private static final Rounds ROUNDS = new Rounds();

  @Test
  void theRightAnswerVerifies() throws Exception {
    try (UdpServer server = new UdpServer((number, request) -> UdpServer.connected(request, 0))) {
      assertThat(look(server, Rounds.PATIENT).reason()).isEqualTo(Reason.ENDPOINT_VERIFIED);
      final ByteBuffer request = ByteBuffer.wrap(server.requests().get(0));
      assertThat(request.remaining()).isEqualTo(16);
      assertThat(request.getLong()).isEqualTo(0x41727101980L);
      assertThat(request.getInt()).isZero();
    }
  }

  @Test
  void anotherTransactionIsAnotherBackend() {
    assertSays(
        (number, request) -> UdpServer.connected(request, 1),
        Reason.WRONG_BACKEND,
        "not as a UDP tracker does");
  }

  @Test
  void aShortAnswerIsAnotherBackend() {
    assertSays(
        (number, request) -> Arrays.copyOf(UdpServer.connected(request, 0), 15),
        Reason.WRONG_BACKEND,
        "not as a UDP tracker does");
  }

  @Test
  void anErrorIsAnotherBackend() {
    assertSays(
        (number, request) -> ByteBuffer.allocate(16).putInt(3).putInt(request.getInt(12)).array(),
        Reason.WRONG_BACKEND,
        "not as a UDP tracker does");
  }

  @Test
  void silenceIsUndecided() {
    try (UdpServer server = new UdpServer((number, request) -> null)) {
      final Result result = look(server, Rounds.IMPATIENT);
      assertThat(result.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(result.message()).startsWith("no datagram comes back from 127.0.0.1:");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void aLostDatagramIsSentAgain() {
    try (UdpServer server =
        new UdpServer((number, request) -> number == 1 ? null : UdpServer.connected(request, 0))) {
      assertThat(look(server, Rounds.IMPATIENT).reason()).isEqualTo(Reason.ENDPOINT_VERIFIED);
    }
  }

  /** The answer to the first request may come when the second is on its way. */
  @Test
  void aLateAnswerIsAnAnswer() {
    final ByteBuffer[] first = new ByteBuffer[1];
    try (UdpServer server =
        new UdpServer(
            (number, request) -> {
              first[0] = number == 1 ? request : first[0];
              return number == 1 ? null : UdpServer.connected(first[0], 0);
            })) {
      assertThat(look(server, Rounds.IMPATIENT).reason()).isEqualTo(Reason.ENDPOINT_VERIFIED);
    }
  }

  @Test
  void aClosedPortIsUndecided() throws Exception {
    final int port;
    try (UdpServer server = new UdpServer((number, request) -> null)) {
      port = server.port();
    }
    final Result result = ROUNDS.look(tracker(port));
    assertThat(result.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(result.message()).startsWith("127.0.0.1:" + port + " cannot be reached over UDP");
  }

  @Test
  void aDeadUdpPortSaysNothingOfTheTcpPortOfTheSameNumber() throws Exception {
    try (Server server = Server.plain(Behaviours.page(200, "{\"status\":\"Ok\"}"))) {
      final Found found =
          ROUNDS.all(
              List.of(
                  Rounds.target(EndpointRow.UDP_TRACKER, null, server.pod(), null),
                  Rounds.target(
                      EndpointRow.TRACKER_API, "http://demo.test/api", server.pod(), null)),
              Rounds.PATIENT,
              InetAddress::getAllByName);
      assertThat(found.results())
          .extracting(Result::reason)
          .containsExactly(Reason.UNREACHABLE, Reason.ENDPOINT_VERIFIED);
    }
  }

  private static void assertSays(Answers answers, Reason reason, String words) {
    try (UdpServer server = new UdpServer(answers)) {
      final Result result = look(server, Rounds.PATIENT);
      assertThat(result.reason()).as(result.message()).isEqualTo(reason);
      assertThat(result.message()).contains(words).doesNotContain("null");
    }
  }

  private static Result look(UdpServer server, Duration patience) {
    return ROUNDS.look(tracker(server.port()), patience);
  }

  private static Target tracker(int port) {
    return Rounds.target(
        EndpointRow.UDP_TRACKER,
        null,
        new Connection(Connection.Kind.POD, "127.0.0.1", port),
        null);
  }
}
