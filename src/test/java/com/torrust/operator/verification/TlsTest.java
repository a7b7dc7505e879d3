package com.torrust.operator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.torrust.operator.status.Reason;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS is verified, and nothing is said to who has none that is valid. */
class TlsTest {

  @AutoClose private static final Rounds ROUNDS = new Rounds();

  @Test
  void theCertificateOfAnotherHostIsRefused() throws Exception {
    assertInvalid(ROUNDS.authority().serving("other.test"), "demo.test");
  }

  @Test
  void theCertificateOfAnUnknownIssuerIsRefused() throws Exception {
    assertInvalid(new Authority().serving(Rounds.HOSTNAME), "certification path");
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    assertInvalid(ROUNDS.authority().expired(Rounds.HOSTNAME), "NotAfter");
  }

  @Test
  void aServerThatRefusesToHandshakeIsTold() throws Exception {
    final SSLContext without = SSLContext.getInstance("TLS");
    without.init(null, null, null);
    assertInvalid(without, "handshake_failure");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 400 at 10:00\r\n\r\n", "HTTP/1.1 400 at 10:01\r\n\r\n"})
  void whatIsNotTlsIsToldWithoutItsWords(String words) throws Exception {
    try (Server server =
        Server.plain(
            talk -> {
              talk.send(words);
              talk.awaitEnd();
            })) {
      final Result result = ROUNDS.look(Rounds.live(server.given()));
      assertThat(result.reason()).as(result.message()).isEqualTo(Reason.TLS_INVALID);
      assertThat(result.message()).contains("fails: it answers, but not with TLS;");
      await().atMost(Duration.ofSeconds(10)).until(() -> server.open() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "\u00e4\u0000\u0030\u0082"
      })
  void whatIsNoCertificateAddsNoTrust(String authorities) {
    assertThat(Trust.in(authorities)).isNotNull();
  }

  private static void assertInvalid(SSLContext tls, String words) throws Exception {
    try (Server server = Server.secure(tls, Behaviours.grafana())) {
      final Result result = ROUNDS.look(Rounds.live(server.given()));
      assertThat(result.reason()).as(result.message()).isEqualTo(Reason.TLS_INVALID);
      assertThat(result.message()).contains(words);
      assertThat(server.accepted()).isEqualTo(1);
      assertThat(server.requests()).isEmpty();
      await().atMost(Duration.ofSeconds(10)).until(() -> server.open() == 0);
    }
  }
}
