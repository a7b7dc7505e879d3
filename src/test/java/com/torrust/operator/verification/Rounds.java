package com.torrust.operator.verification;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Looks at endpoints of the hostname demo.test as the operator does. */
final class Rounds implements AutoCloseable {

  static final String HOSTNAME = "demo.test";
  static final String PASSWORD = "s3cretOfTheTest";

  /** Base64 of {@code admin:s3cretOfTheTest}. */
  static final String AUTHORIZATION = "Basic YWRtaW46czNjcmV0T2ZUaGVUZXN0";

  /** Enough for a busy machine. */
  static final Duration PATIENT = Duration.ofSeconds(15);

  /** For what never happens, and long enough for what happens before. */
  static final Duration IMPATIENT = Duration.ofSeconds(2);

  private final Vertx vertx = Vertx.vertx();
  private final Authority authority = new Authority();
  private final TrustOptions trust = Trust.in(authority.pem());
  private final SSLContext tls = authority.serving(HOSTNAME);

  Authority authority() {
    return authority;
  }

  /** The TLS of a server with a valid certificate for the hostname. */
  SSLContext tls() {
    return tls;
  }

  Result look(Target target) {
    return look(target, PATIENT);
  }

  Result look(Target target, Duration patience) {
    return all(List.of(target), patience, InetAddress::getAllByName).results().get(0);
  }

  Found all(List<Target> targets, Duration patience, Addresses.Resolver resolver) {
    return all(targets, patience, resolver, Optional.of(new Credentials("admin", PASSWORD)));
  }

  Found all(
      List<Target> targets,
      Duration patience,
      Addresses.Resolver resolver,
      Optional<Credentials> credentials) {
    final SecureRandom random = new SecureRandom();
    try (Exchange exchange = new Exchange(vertx, trust, patience)) {
      return new Round(
              exchange,
              new Addresses(new VerificationSettings(true, true, 1), resolver),
              new LiveCheck("https://" + HOSTNAME, credentials, random),
              random,
              patience)
          .of(targets);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Grafana Live at an address, over TLS. */
  static Target live(Connection connection) {
    return live(connection, null);
  }

  /** The same, and where it can be asked past the proxy. */
  static Target live(Connection connection, Connection pod) {
    return target(EndpointRow.GRAFANA_LIVE, "wss://" + HOSTNAME + "/api/live/ws", connection, pod);
  }

  static Target target(EndpointRow row, String url, Connection connection, Connection pod) {
    return new Target("endpoint", row, url, connection, pod, null);
  }

  @Override
  public void close() throws ExecutionException, TimeoutException {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
