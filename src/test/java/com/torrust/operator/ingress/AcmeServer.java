package com.torrust.operator.ingress;

import com.torrust.operator.cluster.Programs;
import com.torrust.operator.cluster.TestProcesses;
import io.fabric8.certmanager.api.model.acme.v1.Challenge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pebble, the ACME server that Let's Encrypt tests clients with. It looks every hostname up at a
 * name server of its own, which answers with the loopback address, and asks for the HTTP-01 answer
 * there. The same program as the name server gives the answers, in place of the solver's pod.
 */
public final class AcmeServer implements AutoCloseable {

  private static final String MODULE = "pebble";
  private static final String ANSWERS = "pebble-challtestsrv";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final TestProcesses processes = TestProcesses.open();
  private final LoopbackPorts ports = new LoopbackPorts();
  private final int acme = ports.next();
  private final int answers = ports.next();
  private final int management = ports.next();

  private AcmeServer() {}

  /**
   * Starts it on free loopback ports.
   *
   * @param certificate its certificate for 127.0.0.1, PEM
   * @param key the certificate's key, PEM
   */
  public static AcmeServer start(String certificate, String key) {
    AcmeServer server = new AcmeServer();
    try {
      server.run(certificate, key);
      return server;
    } catch (RuntimeException e) {
      String log = server.processes.log(MODULE) + "\n" + server.processes.log(ANSWERS);
      server.close();
      throw new IllegalStateException(e.getMessage() + "\n" + log, e);
    }
  }

  /** Where its directory is, for an issuer's {@code spec.acme.server}. */
  public String directory() {
    return "https://127.0.0.1:" + acme + "/dir";
  }

  /** From now on the right answer to a challenge is given, as the solver's pod would. */
  public void answer(Challenge challenge) {
    String body =
        "{\"token\": \"%s\", \"content\": \"%s\"}"
            .formatted(challenge.getSpec().getToken(), challenge.getSpec().getKey());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/add-http01"))
            .timeout(LIMIT)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      int status =
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (status != 200) {
        throw new IllegalStateException(ANSWERS + " answers " + status);
      }
    } catch (IOException e) {
      throw new IllegalStateException(ANSWERS + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while talking to " + ANSWERS, e);
    }
  }

  @Override
  public void close() {
    processes.close();
    ports.close();
  }

  private void run(String certificate, String key) {
    Path programs = Programs.folder(MODULE);
    int names = ports.next();
    processes.start(
        ANSWERS,
        Map.of(),
        List.of(
            programs.resolve(ANSWERS).toString(),
            "-defaultIPv4=127.0.0.1",
            "-defaultIPv6=",
            "-dnsserver=127.0.0.1:" + names,
            "-http01=127.0.0.1:" + answers,
            "-https01=",
            "-tlsalpn01=",
            "-doh=",
            // Not used, but by the folder on its command line the process is recognised.
            "-doh-cert=" + processes.folder(),
            "-management=127.0.0.1:" + management));
    processes.write("tls.crt", certificate);
    processes.write("tls.key", key);
    Path settings = processes.write("pebble.json", settings());
    processes.start(
        MODULE,
        Map.of(
            "PEBBLE_VA_NOSLEEP", "1",
            "PEBBLE_WFE_NONCEREJECT", "0",
            "PEBBLE_AUTHZREUSE", "0"),
        List.of(
            programs.resolve(MODULE).toString(),
            "-config=" + settings,
            "-dnsserver=127.0.0.1:" + names));
    List.of(acme, answers, management, names).forEach(this::await);
  }

  private String settings() {
    return """
    {"pebble": {
      "listenAddress": "127.0.0.1:%d",
      "managementListenAddress": "",
      "certificate": "%s",
      "privateKey": "%s",
      "httpPort": %d,
      "tlsPort": 1,
      "retryAfter": {"authz": 1, "order": 1}
    }}
    """
        .formatted(
            acme,
            processes.folder().resolve("tls.crt"),
            processes.folder().resolve("tls.key"),
            answers);
  }

  private void await(int port) {
    NetworkTools.await(
        "port " + port + " of the ACME server",
        LIMIT,
        () -> Optional.of(accepts(port)).filter(Boolean::booleanValue));
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
