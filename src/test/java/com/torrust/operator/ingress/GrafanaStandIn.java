package com.torrust.operator.ingress;

import com.torrust.operator.cluster.Programs;
import com.torrust.operator.cluster.TestProcesses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that answers as Grafana where a proxy in front of it matters, with the WebSocket of the
 * library that Grafana uses; configured by the environment of a Grafana container.
 */
public final class GrafanaStandIn implements AutoCloseable {

  /** Where Grafana Live is. */
  public static final String LIVE_PATH = "/api/live/ws";

  private static final String MODULE = "grafana-stand-in";
  private static final String ADDRESS = "GF_SERVER_HTTP_ADDR";
  private static final String PORT = "GF_SERVER_HTTP_PORT";
  private static final String DEFAULT_PORT = "3000";
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);

  private final InetSocketAddress address;
  private final Launcher launcher;
  private final Process process;

  /** Where the program runs, and what ends with it. */
  private interface Launcher {
    Process start(Map<String, String> environment, List<String> command);

    String log();

    void stop(Process process);
  }

  private GrafanaStandIn(InetSocketAddress address, Launcher launcher, Process process) {
    this.address = address;
    this.launcher = launcher;
    this.process = process;
  }

  /**
   * Starts it as a simulated pod.
   *
   * @param network which has the address
   * @param environment the container's variables with their values, those from Secrets too
   */
  public static GrafanaStandIn start(
      PodNetwork network, String podAddress, Map<String, String> environment) {
    return start(podAddress, environment, network.folder(), new InPod(network, podAddress));
  }

  /** Starts it on a free loopback port, whatever port the environment says. */
  public static GrafanaStandIn start(Map<String, String> environment) {
    LoopbackPorts ports = new LoopbackPorts();
    return start(
        new InetSocketAddress(ContourProcesses.LOOPBACK, ports.next()), environment, ports);
  }

  /** Starts it on an address of this machine, whatever port the environment says. */
  public static GrafanaStandIn start(InetSocketAddress address, Map<String, String> environment) {
    return start(address, environment, new LoopbackPorts());
  }

  private static GrafanaStandIn start(
      InetSocketAddress address, Map<String, String> environment, LoopbackPorts ports) {
    TestProcesses processes = null;
    try {
      processes = TestProcesses.open();
      Map<String, String> moved = new HashMap<>(environment);
      moved.put(PORT, Integer.toString(address.getPort()));
      return start(
          address.getHostString(),
          moved,
          processes.folder(),
          new OnMachine(processes, ports));
    } catch (RuntimeException e) {
      if (processes != null) {
        processes.close();
      }
      ports.close();
      throw e;
    }
  }

  private static GrafanaStandIn start(
      String host, Map<String, String> environment, Path folder, Launcher launcher) {
    int port = Integer.parseInt(environment.getOrDefault(PORT, DEFAULT_PORT));
    Map<String, String> bound = new HashMap<>(environment);
    bound.put(ADDRESS, host);
    String program = Programs.folder(MODULE).resolve(MODULE).toString();
    Process process = launcher.start(bound, List.of(program, "-homepath", folder.toString()));
    GrafanaStandIn standIn =
        new GrafanaStandIn(new InetSocketAddress(host, port), launcher, process);
    try {
      standIn.awaitHealth();
      return standIn;
    } catch (RuntimeException e) {
      String log = launcher.log();
      standIn.close();
      throw new IllegalStateException(e.getMessage() + "\n" + log, e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** The end of what it has said, refused origins and clients among it. */
  public String log() {
    return launcher.log();
  }

  @Override
  public void close() {
    launcher.stop(process);
  }

  private void awaitHealth() {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    URI health =
        URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/api/health");
    HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
    NetworkTools.await(
        "the stand-in for Grafana",
        READY_LIMIT,
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("the stand-in for Grafana has ended");
          }
          return Optional.of(isHealthy(client, request)).filter(Boolean::booleanValue);
        });
  }

  private static boolean isHealthy(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private record InPod(PodNetwork network, String podAddress) implements Launcher {

    @Override
    public Process start(Map<String, String> environment, List<String> command) {
      return network.start(name(), environment, command);
    }

    @Override
    public String log() {
      return network.log(name());
    }

    @Override
    public void stop(Process process) {
      network.stop(process);
    }

    private String name() {
      return MODULE + "-" + podAddress;
    }
  }

  private record OnMachine(TestProcesses processes, LoopbackPorts ports) implements Launcher {

    @Override
    public Process start(Map<String, String> environment, List<String> command) {
      return processes.start(MODULE, environment, command);
    }

    @Override
    public String log() {
      return processes.log(MODULE);
    }

    @Override
    public void stop(Process process) {
      processes.close();
      ports.close();
    }
  }
}
