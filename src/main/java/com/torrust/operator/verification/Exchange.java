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
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Single requests over HTTP/1.1 to an address of choice, with the URL's host in Host and SNI. TLS
 * is verified for that host, redirects are not followed, and no more of an answer is read than is
 * looked at.
 */
final class Exchange implements AutoCloseable {

  private static final int LONGEST_BODY = 64 * 1024;
  private static final String SECURE = "https";

  private final HttpClient client;
  private final Duration patience;

  /**
   * Creates the client.
   *
   * @param vertx whose event loops it uses; none of its methods may be called on one
   * @param trust whose certificates are trusted
   * @param patience time until a step is given up
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
                .setMaxPoolSize(1));
  }

  /**
   * Returns the answer to a GET.
   *
   * @throws IOException when none came
   */
  Answer get(URI url, InetAddress server, int port, Map<String, String> headers)
      throws IOException, InterruptedException {
    return await(
        request(url, server, port, headers)
            .compose(HttpClientRequest::send)
            .compose(Exchange::read));
  }

  /**
   * Sends the request of a WebSocket handshake (RFC 6455, section 4.1).
   *
   * @return the answer, and what was upgraded if its status is 101
   * @throws IOException when none came
   */
  Upgrade upgrade(URI url, InetAddress server, int port, Map<String, String> headers, String key)
      throws IOException, InterruptedException {
    return await(
        request(url, server, port, headers)
            .compose(
                request ->
                    request
                        .putHeader("Connection", "Upgrade")
                        .putHeader("Upgrade", "websocket")
                        .putHeader("Sec-WebSocket-Version", "13")
                        .putHeader("Sec-WebSocket-Key", key)
                        .connect())
            .compose(Exchange::upgraded));
  }

  /** Returns what a future brings within the time for one step. */
  <T> T await(Future<T> future) throws IOException, InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | CompletionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new NoAnswerException(e);
    }
  }

  private Future<HttpClientRequest> request(
      URI url, InetAddress server, int port, Map<String, String> headers) {
    final boolean secure = SECURE.equals(url.getScheme());
    final RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(SocketAddress.inetSocketAddress(port, server.getHostAddress()))
            .setHost(url.getHost())
            .setPort(url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80)
            .setSsl(secure)
            .setURI(url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()));
    headers.forEach(options::putHeader);
    return client.request(options);
  }

  private static Future<Upgrade> upgraded(HttpClientResponse response) {
    return response.statusCode() == 101
        ? Future.succeededFuture(new Upgrade(answer(response, ""), response.netSocket()))
        : read(response).map(answer -> new Upgrade(answer, null));
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

  /** A connection was made, and no answer came in time. */
  static final class NoAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(Exception cause) {
      super("no answer in time", cause);
    }
  }
}
