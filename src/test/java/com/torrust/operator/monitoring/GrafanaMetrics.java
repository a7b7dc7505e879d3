package com.torrust.operator.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** Answers as Grafana does when it is asked for its metrics: with 401 to a wrong password. */
final class GrafanaMetrics implements AutoCloseable {

  private static final byte[] METRICS =
      "# TYPE grafana_build_info gauge\ngrafana_build_info{version=\"12.3.1\"} 1\n".getBytes(UTF_8);

  private final HttpServer server;

  private GrafanaMetrics(HttpServer server) {
    this.server = server;
  }

  static GrafanaMetrics start(InetSocketAddress address, String user, String password) {
    try {
      final HttpServer server = HttpServer.create(address, 0);
      server
          .createContext(
              "/metrics",
              exchange -> {
                try (exchange) {
                  exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                  exchange.sendResponseHeaders(200, METRICS.length);
                  exchange.getResponseBody().write(METRICS);
                }
              })
          .setAuthenticator(
              new BasicAuthenticator("metrics") {
                @Override
                public boolean checkCredentials(String name, String given) {
                  return name.equals(user) && given.equals(password);
                }
              });
      server.start();
      return new GrafanaMetrics(server);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
