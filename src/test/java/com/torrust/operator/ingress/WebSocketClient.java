package com.torrust.operator.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A client for a WebSocket of Grafana Live under its public name, which may lead to any address.
 * Name, certificate and accept key are checked as the JDK does.
 *
 * @param uri the public address, {@code ws://} or {@code wss://}
 * @param target where to connect in truth
 * @param authority the certificate authority to trust as PEM; the JDK's own when there is none
 * @param authorization the value of that header
 * @param origin the value of that header
 */
public record WebSocketClient(
    URI uri,
    InetSocketAddress target,
    Optional<String> authority,
    Optional<String> authorization,
    Optional<String> origin) {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A client without credentials and Origin. */
  public static WebSocketClient of(String uri, InetSocketAddress target) {
    return new WebSocketClient(
        URI.create(uri), target, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same for a port of the loopback address. */
  public static WebSocketClient of(String uri, int port) {
    return of(uri, new InetSocketAddress(ContourProcesses.LOOPBACK, port));
  }

  /** Trusts this certificate authority only. */
  public WebSocketClient trusting(String pem) {
    return new WebSocketClient(uri, target, Optional.of(pem), authorization, origin);
  }

  /** Gives a user's name and password. */
  public WebSocketClient as(String user, String password) {
    String credentials =
        "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    return new WebSocketClient(uri, target, authority, Optional.of(credentials), origin);
  }

  /** Says which site it comes from, as a browser does. */
  public WebSocketClient from(String site) {
    return new WebSocketClient(uri, target, authority, authorization, Optional.of(site));
  }

  /**
   * Shakes hands.
   *
   * @throws IllegalStateException when there is no answer of HTTP, for example since the
   *     certificate is not trusted; its cause tells why
   */
  public Handshake open() {
    Tunnel tunnel = Tunnel.to(target);
    LiveSocket socket = new LiveSocket(tunnel);
    try {
      WebSocket.Builder builder = client(tunnel).newWebSocketBuilder().connectTimeout(LIMIT);
      authorization.ifPresent(value -> builder.header("Authorization", value));
      origin.ifPresent(value -> builder.header("Origin", value));
      builder.buildAsync(uri, socket).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return Handshake.accepted(socket);
    } catch (ExecutionException e) {
      tunnel.close();
      if (e.getCause() instanceof WebSocketHandshakeException refusal) {
        HttpResponse<?> response = refusal.getResponse();
        return Handshake.refused(response.statusCode(), response.headers());
      }
      throw new IllegalStateException("no answer: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      tunnel.close();
      throw new IllegalStateException("no answer within " + LIMIT, e);
    } catch (InterruptedException e) {
      tunnel.close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private HttpClient client(Tunnel tunnel) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .proxy(tunnel.selector())
            .connectTimeout(LIMIT)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER);
    authority.ifPresent(pem -> builder.sslContext(new TestAuthority(pem).context()));
    return builder.build();
  }
}
