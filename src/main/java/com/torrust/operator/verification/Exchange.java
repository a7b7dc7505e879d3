package com.torrust.operator.verification;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Single requests over HTTP/1.1 to an address of choice, with the URL's host in Host and SNI. TLS
 * is verified for that host, redirects are not followed, no more of an answer is read than is
 * looked at, and each request has a connection of its own, so that none waits for another.
 */
final class Exchange implements AutoCloseable {

  private static final int LONGEST_BODY = 64 * 1024;
  private static final int LONGEST_HEADERS = 32 * 1024;

  /** To connect and to agree on TLS, each of which has its own limit, which ends first. */
  private static final int STEPS_TO_CONNECT = 3;

  private static final String SECURE = "https";

  private final HttpClient client;
  private final Duration patience;

  /**
   * Creates the client.
   *
   * @param vertx whose event loops it uses; none of its methods may be called on one
   * @param trust whose certificates are trusted
   * @param patience time until a step is given up: to connect, to agree on TLS, to be answered
   */
  Exchange(Vertx vertx, TrustOptions trust, Duration patience) {
    final int millis = Math.toIntExact(patience.toMillis());
    this.patience = patience;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setConnectTimeout(millis)
                .setSslHandshakeTimeout(millis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTrustOptions(trust)
                .setVerifyHost(true)
                .setMaxHeaderSize(LONGEST_HEADERS));
  }

  /**
   * Returns the answer to a GET.
   *
   * @throws IOException when none came
   */
  Answer get(URI url, InetAddress server, int port, Map<String, String> headers)
      throws IOException, InterruptedException {
    final Future<HttpClientRequest> request = request(url, server, port, headers);
    try {
      return answered(request, open -> open.send().compose(Exchange::read));
    } finally {
      end(request);
    }
  }

  /**
   * Sends the request of a WebSocket handshake (RFC 6455, section 4.1).
   *
   * @return the answer, and what was upgraded if its status is 101
   * @throws IOException when none came
   */
  Upgrade upgrade(URI url, InetAddress server, int port, Map<String, String> headers, String key)
      throws IOException, InterruptedException {
    final Future<HttpClientRequest> request = request(url, server, port, headers);
    Upgrade upgrade = null;
    try {
      upgrade =
          answered(
              request,
              open ->
                  open.putHeader("Connection", "Upgrade")
                      .putHeader("Upgrade", "websocket")
                      .putHeader("Sec-WebSocket-Version", "13")
                      .putHeader("Sec-WebSocket-Key", key)
                      .connect()
                      .compose(Exchange::upgraded));
      return upgrade;
    } finally {
      if (upgrade == null || !upgrade.isOpen()) {
        end(request);
      }
    }
  }

  /** Returns what a future brings within the time for one step. */
  <T> T await(Future<T> future) throws IOException, InterruptedException {
    return await(future, patience);
  }

  /** All of what is done with a request is attached on its event loop, so that nothing is lost. */
  private <T> T answered(
      Future<HttpClientRequest> request, Function<HttpClientRequest, Future<T>> exchange)
      throws IOException, InterruptedException {
    final Future<T> answer = request.compose(exchange);
    try {
      await(request, patience.multipliedBy(STEPS_TO_CONNECT));
    } catch (IOException e) {
      throw new NoConnectionException(e);
    }
    return await(answer, patience);
  }

  private static void end(Future<HttpClientRequest> request) {
    request.onSuccess(open -> open.connection().close());
  }

  private static <T> T await(Future<T> future, Duration limit)
      throws IOException, InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | CompletionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new NoAnswerException(e);
    }
  }

  private Future<HttpClientRequest> request(
      URI url, InetAddress server, int port, Map<String, String> headers) {
    final boolean secure = SECURE.equals(url.getScheme());
    final HostAndPort authority = HostAndPort.parseAuthority(url.getRawAuthority(), -1);
    final RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(server, port)))
            .setHost(authority.host())
            .setPort(authority.port() >= 0 ? authority.port() : secure ? 443 : 80)
            .setSsl(secure)
            .setURI(url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()));
    headers.forEach(options::putHeader);
    return client.request(options);
  }

  private static Future<Upgrade> upgraded(HttpClientResponse response) {
    return Future.succeededFuture(
        response.statusCode() == 101
            ? Upgrade.opened(answer(response, ""), response.netSocket())
            : Upgrade.refused(answer(response, "")));
  }

  private static Future<Answer> read(HttpClientResponse response) {
    final Promise<Answer> whole = Promise.promise();
    final Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          body.appendBuffer(chunk);
          if (body.length() > LONGEST_BODY && whole.tryComplete(answer(response, text(body)))) {
            response.request().connection().close();
          }
        });
    response.endHandler(end -> whole.tryComplete(answer(response, text(body))));
    response.exceptionHandler(whole::tryFail);
    return whole.future();
  }

  private static String text(Buffer body) {
    return body.toString(StandardCharsets.ISO_8859_1);
  }

  private static Answer answer(HttpClientResponse response, String body) {
    return new Answer(
        response.statusCode(),
        response.headers().entries().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    Map.Entry::getValue,
                    (first, second) -> first + ", " + second)),
        body);
  }

  @Override
  public void close() {
    client.close();
  }

  /** No connection was made. */
  static final class NoConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    NoConnectionException(Exception cause) {
      super("no connection", cause);
    }
  }

  /** A connection was made, and no answer came in time. */
  static final class NoAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(Exception cause) {
      super("no answer in time", cause);
    }
  }
}
