package com.torrust.operator.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.torrust.operator.exposure.Routes;
import com.torrust.operator.status.Reason;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Opens Grafana Live's WebSocket as a browser does, and says hello over it: a proxy that carries
 * the handshake and no frames is found out, and a Grafana without a free place too.
 *
 * @param origin origin of Grafana's pages
 * @param credentials who may open it, empty when nobody is known
 * @param random source of keys
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4">RFC 6455, section 4</a>
 * @see <a href="https://centrifugal.dev/docs/transports/client_protocol">The protocol of
 *     Centrifuge, on which Grafana Live is built</a>
 */
record LiveCheck(String origin, Optional<Credentials> credentials, RandomGenerator random)
    implements Check {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String HELLO = "{\"id\":1,\"connect\":{\"name\":\"torrust-operator\"}}";

  @Override
  public Diagnosis look(Target target, Line line) throws IOException, InterruptedException {
    final Diagnosis found = handshake(target, line);
    return credentials
        .map(sent -> new Diagnosis(found.reason(), sent.hiddenIn(found.observed())))
        .orElse(found);
  }

  private Diagnosis handshake(Target target, Line line) throws IOException, InterruptedException {
    final String url = Urls.at(target.url(), Routes.LIVE_PATH, line.connection());
    final boolean known = credentials.isPresent() && mayKnow(url, line.connection());
    final HandshakeKey key = HandshakeKey.next(random);
    try (Upgrade upgrade = line.upgrade(url, headers(known), key.value())) {
      final Answer answer = upgrade.answer();
      if (answer.status() != 101) {
        final Diagnosis refusal = Diagnosis.ofRefusal(target.url(), answer);
        return known || refusal.reason() != Reason.ADMIN_PASSWORD_DRIFT
            ? refusal
            : anonymous(target);
      }
      return key.isAcceptedBy(answer)
          ? greeted(target, line.exchange(), upgrade)
          : new Diagnosis(
              Reason.BAD_HANDSHAKE, target.url() + " answers 101 without a valid accept key");
    }
  }

  /** A password goes nowhere but to the verified host, or past all proxies to Grafana's own pod. */
  private static boolean mayKnow(String url, Connection connection) {
    return url.startsWith("https:") || connection.kind() == Connection.Kind.POD;
  }

  private Map<String, String> headers(boolean known) {
    final Map<String, String> headers = new HashMap<>();
    headers.put(HttpHeaders.ORIGIN.toString(), origin);
    if (known) {
      headers.put(HttpHeaders.AUTHORIZATION.toString(), credentials.orElseThrow().header());
    }
    return headers;
  }

  private static Diagnosis anonymous(Target target) {
    return new Diagnosis(
        Reason.AUTH_REQUIRED,
        "Grafana answers at "
            + target.url()
            + " and wants a password, which is sent over TLS only and must be known");
  }

  private static Diagnosis greeted(Target target, Exchange exchange, Upgrade upgrade)
      throws InterruptedException {
    final Upgrade.First first;
    try {
      first = exchange.await(upgrade.say(HELLO));
    } catch (Exchange.NoAnswerException e) {
      return new Diagnosis(
          Reason.NO_ANSWER,
          target.url() + " answers 101, and then nothing comes over the WebSocket");
    } catch (IOException e) {
      return Diagnosis.isMalformed(e)
          ? new Diagnosis(
              Reason.BAD_HANDSHAKE,
              target.url() + " answers 101, and then sends what is no WebSocket frame")
          : new Diagnosis(
              Reason.NO_ANSWER, target.url() + " answers 101, and then ends the connection");
    }
    if (first.text().filter(LiveCheck::welcomes).isPresent()) {
      return new Diagnosis(
          Reason.WEB_SOCKET_VERIFIED,
          target.url() + " answers 101 with a valid accept key and carries frames both ways");
    }
    return new Diagnosis(
        Reason.LIVE_UNAVAILABLE,
        target.url()
            + " answers 101, and then Grafana "
            + first
                .closed()
                .map(why -> "closes the WebSocket: " + Diagnosis.printable(why))
                .orElse("does not connect"));
  }

  private static boolean welcomes(String text) {
    try {
      return MAPPER.readTree(text.lines().findFirst().orElse("")).has("connect");
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
