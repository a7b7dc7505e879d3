package com.torrust.operator.verification;

import com.torrust.operator.status.Reason;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.http.HttpClosedException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * What an answer, or its absence, says about who is at fault.
 *
 * @param reason who is
 * @param observed what was seen, in words
 */
record Diagnosis(Reason reason, String observed) {

  /** Grafana's upgrader names the version that it wants in each of its refusals. */
  private static final String UPGRADER = "Sec-WebSocket-Version";

  /** Returns what an answer says that is not the wanted one, to a plain request. */
  static Diagnosis ofAnswer(String url, Answer answer) {
    return judged("GET " + url + " is answered with " + answer.status(), answer);
  }

  private static Diagnosis judged(String observed, Answer answer) {
    final int kind = answer.status() / 100;
    if (kind == 3) {
      return new Diagnosis(Reason.REDIRECTED, observed + to(answer));
    }
    if (answer.status() == 404) {
      return new Diagnosis(Reason.NOT_ROUTED, observed);
    }
    if (kind == 5) {
      return new Diagnosis(Reason.BACKEND_UNAVAILABLE, observed);
    }
    return kind == 4
        ? new Diagnosis(Reason.PROXY_REJECTED, observed)
        : new Diagnosis(
            Reason.WRONG_BACKEND, observed + ", but not in the way of what should be there");
  }

  /** Returns what the refusal of a handshake says. */
  static Diagnosis ofRefusal(String url, Answer answer) {
    final String observed = "the handshake on " + url + " is answered with " + answer.status();
    final boolean byGrafana = answer.header(UPGRADER).isPresent();
    return switch (answer.status()) {
      case 400 ->
          byGrafana
              ? new Diagnosis(
                  Reason.UPGRADE_STRIPPED,
                  observed + " by Grafana, to which Upgrade and Connection did not come")
              : new Diagnosis(Reason.PROXY_REJECTED, observed);
      case 401 -> unauthorized(observed, answer);
      case 403 ->
          byGrafana
              ? new Diagnosis(
                  Reason.ORIGIN_REJECTED, observed + " by Grafana, which does not know the origin")
              : new Diagnosis(
                  Reason.UPGRADE_FORBIDDEN, observed + " before it came to Grafana" + by(answer));
      case 426, 501, 505 -> new Diagnosis(Reason.UPGRADE_UNSUPPORTED, observed + by(answer));
      default -> judged(observed, answer);
    };
  }

  /** Returns what it says that no answer came at all. */
  static Diagnosis ofFailure(String url, Connection connection, Exception e) {
    if (is(e, UnknownHostException.class)) {
      return new Diagnosis(Reason.DNS_NOT_READY, connection.host() + " has no address here");
    }
    if (is(e, SslHandshakeTimeoutException.class) || is(e, Exchange.NoAnswerException.class)) {
      return new Diagnosis(
          Reason.NO_ANSWER, connection + " gives no answer for " + url + " in time");
    }
    if (is(e, SSLException.class) || is(e, CertificateException.class)) {
      return new Diagnosis(
          Reason.TLS_INVALID, "TLS with " + connection + " for " + url + " fails: " + why(e));
    }
    if (is(e, Exchange.NoConnectionException.class)) {
      return new Diagnosis(Reason.UNREACHABLE, connection + " cannot be connected to");
    }
    return isMalformed(e)
        ? new Diagnosis(
            Reason.WRONG_BACKEND, connection + " answers for " + url + " with what is not HTTP/1.1")
        : new Diagnosis(
            Reason.NO_ANSWER,
            connection + " ends the connection for " + url + " without an answer");
  }

  /** Returns this diagnosis with more of what was seen. */
  Diagnosis and(String more) {
    return new Diagnosis(reason, observed + "; " + more);
  }

  private static Diagnosis unauthorized(String observed, Answer answer) {
    return answer
        .header("WWW-Authenticate")
        .map(
            scheme ->
                new Diagnosis(
                    Reason.AUTH_REQUIRED, observed + ": a proxy asks for a password of its own"))
        .orElseGet(
            () ->
                new Diagnosis(
                    Reason.ADMIN_PASSWORD_DRIFT,
                    observed + ": Grafana refuses the password of its administrator"));
  }

  /** A query may be another one in each answer, and hold what is none of a status' business. */
  private static String to(Answer answer) {
    return answer
        .header("Location")
        .map(location -> " to " + printable(location.split("[?#;]", 2)[0]))
        .orElse("");
  }

  private static String by(Answer answer) {
    return answer.header("Server").map(server -> ", by " + printable(server)).orElse("");
  }

  /** What a stranger sent is shortened and stripped before it gets into a status. */
  static String printable(String text) {
    final String clean = text.replaceAll("[^\\x20-\\x7e]", "");
    return clean.substring(0, Math.min(100, clean.length()));
  }

  /** What came instead of TLS is not repeated: it may be something else in each answer. */
  private static String why(Exception e) {
    if (is(e, NotSslRecordException.class)) {
      return "it answers, but not with TLS";
    }
    final String message = causes(e).reduce((first, last) -> last).orElse(e).getMessage();
    return message == null ? "without a reason" : printable(message);
  }

  /**
   * Returns whether something came that the codec refused, rather than that the connection ended.
   */
  static boolean isMalformed(Exception e) {
    return causes(e).anyMatch(RuntimeException.class::isInstance)
        && !is(e, HttpClosedException.class);
  }

  private static boolean is(Exception e, Class<? extends Exception> type) {
    return causes(e).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause).limit(10);
  }
}
