package com.torrust.operator.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.torrust.operator.grafana.GrafanaAccount.Result;
import com.torrust.operator.verification.Connection;
import com.torrust.operator.verification.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pod in Grafana's place may answer as it likes. */
@Timeout(30)
class GrafanaAccountTest {

  private static final Credentials FORMER = new Credentials("admin", "former-password");
  private static final Credentials WANTED = new Credentials("admin", "wanted-password");

  private final GrafanaAccount account = GrafanaAccount.create();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private Connection pod;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    pod =
        new Connection(
            Connection.Kind.POD,
            server.getAddress().getAddress().getHostAddress(),
            server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aBodyThatNeverEndsIsNotWaitedFor() {
    answering(200, exchange -> exchange.getResponseBody().flush());

    assertThat(account.check(pod, WANTED).result()).isEqualTo(Result.NO_ANSWER);
  }

  @Test
  void noneOfThePasswordsIsRepeatedNotEvenInPart() {
    final String words = "x".repeat(190) + FORMER.password() + WANTED.password();
    answering(
        418,
        exchange -> {
          exchange
              .getResponseBody()
              .write(("{\"message\": \"" + words + "\"}").getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });

    assertThat(account.change(pod, FORMER, WANTED))
        .isEqualTo(
            new GrafanaAccount.Outcome(
                Result.REJECTED, "Grafana answers with 418: " + "x".repeat(190) + "******"));
  }

  /** What a server does after the headers. */
  private interface Body {
    void of(HttpExchange exchange) throws IOException;
  }

  private void answering(int status, Body body) {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, 0);
          body.of(exchange);
          await();
        });
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
