package com.torrust.operator.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.torrust.operator.api.v1alpha1.ConfigSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Answers as the API of a newer tracker does when it is asked for its metrics; the only tracker
 * that can be built here, 3.0.0, has none.
 */
public final class TrackerExporter implements AutoCloseable {

  private static final String FORMAT = "format=prometheus";

  private final HttpServer server;
  private final String token;
  private final long started = System.nanoTime();

  private TrackerExporter(HttpServer server, String token) {
    this.server = server;
    this.token = token;
  }

  /**
   * Starts it.
   *
   * @param schema which trackers' names and labels are served: those that read this schema
   * @param address where it listens
   * @param token without which it tells nothing
   */
  public static TrackerExporter start(
      ConfigSchema schema, InetSocketAddress address, String token) {
    try {
      final TrackerExporter exporter = new TrackerExporter(HttpServer.create(address, 0), token);
      final TrackerMetrics metrics = new TrackerMetrics(schema);
      exporter.serve("/api/v1/stats", metrics::stats);
      exporter.serve("/api/v1/metrics", metrics::metrics);
      exporter.server.createContext("/", TrackerExporter::refuse);
      exporter.server.start();
      return exporter;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(String path, DoubleFunction<String> text) {
    server.createContext(path, exchange -> answer(exchange, text));
  }

  private void answer(HttpExchange exchange, DoubleFunction<String> text) throws IOException {
    try (exchange) {
      final String credentials = exchange.getRequestHeaders().getFirst("Authorization");
      if (credentials == null) {
        send(exchange, 500, "Unhandled rejection: Err { reason: \"unauthorized\" }");
      } else if (!credentials.equals("Bearer " + token)) {
        send(exchange, 500, "Unhandled rejection: Err { reason: \"token not valid\" }");
      } else if (FORMAT.equals(exchange.getRequestURI().getQuery())) {
        final Duration age = Duration.ofNanos(System.nanoTime() - started);
        send(exchange, 200, text.apply(age.toMillis() / 1000.0));
      } else {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, 200, "{}");
      }
    }
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, 500, "Unhandled rejection: Err { reason: \"unauthorized\" }");
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    final byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("text/plain; charset=utf-8"));
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
