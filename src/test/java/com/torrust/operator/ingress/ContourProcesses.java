package com.torrust.operator.ingress;

import com.torrust.operator.cluster.Programs;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.cluster.TestProcesses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Contour and the Envoy that it controls, as processes of this machine on loopback ports. */
final class ContourProcesses implements AutoCloseable {

  static final String MODULE = "contour";
  static final String LOOPBACK = "127.0.0.1";

  private static final String ENVOY = "envoy";
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(20);

  private final TestProcesses processes;
  private final LoopbackPorts ports;
  private final int httpPort;
  private final int httpsPort;
  private final List<Process> started = new ArrayList<>();

  private ContourProcesses(TestProcesses processes, LoopbackPorts ports) {
    this.processes = processes;
    this.ports = ports;
    this.httpPort = ports.next();
    this.httpsPort = ports.next();
  }

  /** Takes a folder and ports; nothing runs yet. */
  static ContourProcesses prepare() {
    LoopbackPorts ports = new LoopbackPorts();
    try {
      return new ContourProcesses(TestProcesses.open(), ports);
    } catch (RuntimeException e) {
      ports.close();
      throw e;
    }
  }

  int httpPort() {
    return httpPort;
  }

  int httpsPort() {
    return httpsPort;
  }

  /**
   * Starts both and waits until Envoy has its configuration from Contour.
   *
   * @param configuration Contour's configuration file
   * @param arguments further ones of {@code contour serve}
   */
  void start(TestCluster cluster, String configuration, List<String> arguments) {
    Map<String, Path> programs = Programs.folders(MODULE, ENVOY);
    String contour = programs.get(MODULE).resolve("contour").toString();
    String control = Integer.toString(ports.next());
    String statistics = Integer.toString(ports.next());
    String health = Integer.toString(ports.next());
    String boot = processes.folder().resolve("envoy.json").toString();
    Path file = processes.write("contour.yaml", configuration);

    List<String> serve = new ArrayList<>(List.of(contour, "serve", "--no-incluster", "--insecure"));
    serve.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
    serve.addAll(List.of("--config-path", file.toString(), "--disable-leader-election"));
    serve.addAll(List.of("--xds-address", LOOPBACK, "--xds-port", control));
    serve.addAll(List.of("--stats-address", LOOPBACK, "--stats-port", statistics));
    serve.addAll(List.of("--health-address", LOOPBACK, "--health-port", health));
    serve.addAll(List.of("--http-address", LOOPBACK, "--http-port", health));
    serve.addAll(List.of("--debug-http-address", LOOPBACK));
    serve.addAll(List.of("--debug-http-port", Integer.toString(ports.next())));
    serve.addAll(List.of("--envoy-service-http-address", LOOPBACK));
    serve.addAll(List.of("--envoy-service-http-port", Integer.toString(httpPort)));
    serve.addAll(List.of("--envoy-service-https-address", LOOPBACK));
    serve.addAll(List.of("--envoy-service-https-port", Integer.toString(httpsPort)));
    serve.addAll(List.of("--ingress-status-address", LOOPBACK));
    serve.addAll(arguments);
    started.add(processes.start(MODULE, Map.of(), serve));

    List<String> bootstrap = new ArrayList<>(List.of(contour, "bootstrap", boot));
    bootstrap.addAll(List.of("--xds-address", LOOPBACK, "--xds-port", control));
    bootstrap.addAll(
        List.of("--admin-address", processes.folder().resolve("admin.sock").toString()));
    processes.run("bootstrap", COMMAND_LIMIT, bootstrap);

    List<String> envoy = new ArrayList<>();
    envoy.addAll(List.of(programs.get(ENVOY).resolve(ENVOY).toString(), "-c", boot));
    envoy.addAll(List.of("--service-cluster", MODULE, "--service-node", "envoy"));
    // Hot restart shares memory with every other Envoy of the machine.
    envoy.addAll(List.of("--disable-hot-restart", "--concurrency", "1", "--log-level", "warning"));
    started.add(processes.start(ENVOY, Map.of(), envoy));
    awaitReady(URI.create("http://" + LOOPBACK + ":" + statistics + "/ready"));
  }

  /** The end of what both have said. */
  String logs() {
    return processes.log(MODULE) + "\n" + processes.log(ENVOY);
  }

  /** The page is itself one of the listeners that Envoy gets from Contour. */
  private void awaitReady(URI page) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    try {
      NetworkTools.await(
          "Contour and Envoy",
          READY_LIMIT,
          () -> {
            requireRunning();
            return status(client, page).filter(code -> code == 200);
          });
    } catch (IllegalStateException e) {
      throw new IllegalStateException(e.getMessage() + "\n" + logs(), e);
    }
  }

  private void requireRunning() {
    if (!started.stream().allMatch(Process::isAlive)) {
      throw new IllegalStateException("Contour or Envoy has ended");
    }
  }

  private static Optional<Integer> status(HttpClient client, URI page) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(2)).build();
      return Optional.of(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    processes.close();
    ports.close();
  }
}
