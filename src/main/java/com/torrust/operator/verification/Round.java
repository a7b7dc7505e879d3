package com.torrust.operator.verification;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.status.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One look at the endpoints of one stack, one after the other. */
final class Round {

  private final Exchange exchange;
  private final Addresses addresses;
  private final Check live;
  private final UdpConnect udp;
  private final Map<Connection, Diagnosis> dead = new HashMap<>();
  private boolean passwordRefused;

  /**
   * Creates a round.
   *
   * @param exchange client for HTTP
   * @param addresses resolves names
   * @param live the check of Grafana Live
   * @param random source of transaction ids
   * @param patience time until a datagram is given up
   */
  Round(
      Exchange exchange,
      Addresses addresses,
      Check live,
      RandomGenerator random,
      Duration patience) {
    this.exchange = exchange;
    this.addresses = addresses;
    this.live = live;
    this.udp = new UdpConnect(random, patience);
  }

  /** Returns what came of it for each of the given endpoints. */
  Found of(List<Target> targets) throws InterruptedException {
    final List<Result> results = new ArrayList<>();
    for (final Target target : targets) {
      final Diagnosis diagnosis = blamed(target, look(target, target.connection()));
      results.add(Result.of(target, diagnosis.reason(), diagnosis.observed()));
    }
    return new Found(results, passwordRefused);
  }

  /** Asks Grafana past the proxy, so that it is known which of them is at fault. */
  private Diagnosis blamed(Target target, Diagnosis found) throws InterruptedException {
    final Optional<Connection> direct = target.direct();
    if (direct.isEmpty() || !isBlamable(found.reason())) {
      return found;
    }
    final Diagnosis past = look(target, direct.get());
    return switch (past.reason()) {
      case WEB_SOCKET_VERIFIED ->
          found.and("asked directly, Grafana answers 101: the proxy is at fault");
      case ADMIN_PASSWORD_DRIFT -> found.and("asked directly, Grafana refuses the password");
      case AUTH_REQUIRED -> found.and("asked directly, Grafana wants a password");
      case NO_ANSWER -> found.and("asked directly, Grafana's pod gives no answer either");
      case UNREACHABLE, DNS_NOT_READY, PUBLIC_REQUESTS_OFF ->
          found.and("Grafana itself could not be asked from here");
      default ->
          new Diagnosis(
              Reason.LIVE_UNAVAILABLE,
              found.observed()
                  + "; asked directly, Grafana does not do it either: "
                  + past.observed());
    };
  }

  /** A refused password is not sent again: Grafana locks out who tries too often. */
  private static boolean isBlamable(Reason reason) {
    return reason.severity().blocks();
  }

  private Diagnosis look(Target target, Connection connection) throws InterruptedException {
    if (target.row() == EndpointRow.UDP_TRACKER) {
      return connect(target, connection);
    }
    if (dead.containsKey(connection)) {
      return dead.get(connection);
    }
    final Diagnosis found = connect(target, connection);
    passwordRefused |= found.reason() == Reason.ADMIN_PASSWORD_DRIFT;
    if (found.reason() == Reason.UNREACHABLE || found.reason() == Reason.DNS_NOT_READY) {
      dead.put(connection, found);
    }
    return found;
  }

  private Diagnosis connect(Target target, Connection connection) throws InterruptedException {
    final List<InetAddress> resolved;
    try {
      resolved = addresses.of(connection);
    } catch (UnknownHostException e) {
      return Diagnosis.ofFailure(target.url(), connection, e);
    } catch (Addresses.ForbiddenAddressException e) {
      return new Diagnosis(Reason.PUBLIC_REQUESTS_OFF, connection.host() + ": " + e.getMessage());
    }
    Diagnosis last = null;
    for (final InetAddress address : resolved) {
      last = ask(target, connection, address);
      if (last.reason() != Reason.UNREACHABLE) {
        return last;
      }
    }
    return last;
  }

  private Diagnosis ask(Target target, Connection connection, InetAddress address)
      throws InterruptedException {
    try {
      return check(target.row()).look(target, new Line(exchange, address, connection));
    } catch (IOException e) {
      return Diagnosis.ofFailure(target.url(), connection, e);
    }
  }

  private Check check(EndpointRow row) {
    return switch (row) {
      case TRACKER_API -> HealthCheck.TRACKER_API;
      case HTTP_TRACKER -> new AnnounceCheck();
      case UDP_TRACKER -> this::udp;
      case GRAFANA -> HealthCheck.GRAFANA;
      case GRAFANA_LIVE -> live;
    };
  }

  private Diagnosis udp(Target target, Line line) {
    try {
      return answered(line);
    } catch (SocketTimeoutException e) {
      return new Diagnosis(Reason.UNREACHABLE, "no datagram comes back from " + line.connection());
    } catch (IOException e) {
      return new Diagnosis(Reason.UNREACHABLE, line.connection() + " cannot be reached over UDP");
    }
  }

  private Diagnosis answered(Line line) throws IOException {
    return udp.succeeds(line.address(), line.connection().port())
        ? new Diagnosis(
            Reason.ENDPOINT_VERIFIED,
            "a connect request to " + line.connection() + " is answered by the tracker")
        : new Diagnosis(
            Reason.WRONG_BACKEND, line.connection() + " answers, but not as a UDP tracker does");
  }
}
