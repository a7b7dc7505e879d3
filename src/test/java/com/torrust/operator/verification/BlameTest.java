package com.torrust.operator.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.status.Reason;
import com.torrust.operator.verification.Server.Behaviour;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** When the WebSocket does not open, Grafana is asked past the proxy. */
class BlameTest {

  private static final Behaviour FORBIDS = Behaviours.answers(403, "server: envoy");

  @AutoClose private static final Rounds ROUNDS = new Rounds();

  @Test
  void theProxyIsAtFaultWhenGrafanaAnswers() throws Exception {
    try (Server proxy = Server.secure(ROUNDS.tls(), FORBIDS);
        Server grafana = Server.plain(Behaviours.grafana())) {
      final Found found = look(proxy, grafana.pod());
      assertThat(found.results().get(0).reason()).isEqualTo(Reason.UPGRADE_FORBIDDEN);
      assertThat(found.results().get(0).message())
          .contains("by envoy; asked directly, Grafana answers 101: the proxy is at fault;");
      assertThat(grafana.request().line()).isEqualTo("GET /api/live/ws HTTP/1.1");
      assertThat(grafana.request().header("Host")).hasValue(Rounds.HOSTNAME);
      assertThat(grafana.request().header("Origin")).hasValue("https://" + Rounds.HOSTNAME);
      assertThat(grafana.request().header("Authorization")).hasValue(Rounds.AUTHORIZATION);
    }
  }

  @Test
  void grafanaIsAtFaultWhenItDoesNotAnswerEither() throws Exception {
    final Result result = look(FORBIDS, Behaviours.answers(404)).results().get(0);
    assertThat(result.reason()).isEqualTo(Reason.LIVE_UNAVAILABLE);
    assertThat(result.message())
        .contains("answered with 403", "Grafana does not do it either", "answered with 404");
  }

  @Test
  void aGrafanaThatCannotBeAskedProvesNothing() throws Exception {
    final int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (Server proxy = Server.secure(ROUNDS.tls(), FORBIDS)) {
      final Connection pod = new Connection(Connection.Kind.POD, "127.0.0.1", port);
      final Result result = look(proxy, pod).results().get(0);
      assertThat(result.reason()).isEqualTo(Reason.UPGRADE_FORBIDDEN);
      assertThat(result.message()).contains("could not be asked from here");
    }
  }

  @Test
  void aGrafanaThatHangsUpProvesNothing() throws Exception {
    final Result result = look(FORBIDS, Behaviours.hangingUp()).results().get(0);
    assertThat(result.reason()).isEqualTo(Reason.UPGRADE_FORBIDDEN);
    assertThat(result.message()).contains("Grafana's pod gives no answer either");
  }

  @Test
  void aPodInForbiddenPlacesProvesNothing() throws Exception {
    try (Server proxy = Server.secure(ROUNDS.tls(), FORBIDS)) {
      final Connection pod = new Connection(Connection.Kind.POD, "169.254.169.254", 80);
      final Result result = look(proxy, pod).results().get(0);
      assertThat(result.reason()).isEqualTo(Reason.UPGRADE_FORBIDDEN);
    }
  }

  @Test
  void aPasswordThatGrafanaRefusesDirectlyIsTold() throws Exception {
    final Found found = look(FORBIDS, Behaviours.answers(401));
    assertThat(found.results().get(0).reason()).isEqualTo(Reason.UPGRADE_FORBIDDEN);
    assertThat(found.results().get(0).message()).contains("directly, Grafana refuses the password");
    assertThat(found.passwordRefused()).isTrue();
  }

  @Test
  void withoutAPasswordGrafanaIsNotBlamed() throws Exception {
    try (Server proxy = Server.secure(ROUNDS.tls(), FORBIDS);
        Server grafana = Server.plain(Behaviours.answers(401))) {
      final Found found =
          ROUNDS.all(
              List.of(Rounds.live(proxy.given(), grafana.pod())),
              Rounds.PATIENT,
              InetAddress::getAllByName,
              Optional.empty());
      assertThat(found.results().get(0).reason()).isEqualTo(Reason.UPGRADE_FORBIDDEN);
      assertThat(found.passwordRefused()).isFalse();
    }
  }

  @Test
  void aRefusedPasswordIsNotSentAgain() throws Exception {
    try (Server proxy = Server.secure(ROUNDS.tls(), Behaviours.answers(401));
        Server grafana = Server.plain(Behaviours.grafana())) {
      final Found found = look(proxy, grafana.pod());
      assertThat(found.results().get(0).reason()).isEqualTo(Reason.ADMIN_PASSWORD_DRIFT);
      assertThat(found.passwordRefused()).isTrue();
      assertThat(grafana.accepted()).isZero();
    }
  }

  @Test
  void whatWorksIsNotAskedTwice() throws Exception {
    try (Server proxy = Server.secure(ROUNDS.tls(), Behaviours.grafana());
        Server grafana = Server.plain(Behaviours.grafana())) {
      assertThat(look(proxy, grafana.pod()).passwordRefused()).isFalse();
      assertThat(grafana.accepted()).isZero();
    }
  }

  private static Found look(Behaviour proxy, Behaviour grafana) throws Exception {
    try (Server first = Server.secure(ROUNDS.tls(), proxy);
        Server second = Server.plain(grafana)) {
      return look(first, second.pod());
    }
  }

  private static Found look(Server proxy, Connection grafana) {
    return ROUNDS.all(
        List.of(Rounds.live(proxy.given(), grafana)), Rounds.PATIENT, InetAddress::getAllByName);
  }
}
