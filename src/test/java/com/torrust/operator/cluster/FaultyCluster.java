package com.torrust.operator.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A control plane of a test's own whose processes can be killed, paused and started again. A process
 * that ends by itself, such as a controller manager that loses its lease, is started again as a
 * kubelet would.
 */
public final class FaultyCluster implements AutoCloseable {

  /** The process that serves the API. */
  public static final String API_SERVER = "kube-apiserver";

  /** The process that stores it. */
  public static final String ETCD = "etcd";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KwokCluster cluster;
  private final Workspace workspace;
  private final Map<String, List<String>> commands = new TreeMap<>();
  private final Map<String, ProcessHandle> processes = new TreeMap<>();
  private final Set<String> down = new TreeSet<>();
  private final ScheduledExecutorService kubelet = Executors.newSingleThreadScheduledExecutor();
  private int starts;

  private FaultyCluster(KwokCluster cluster) {
    this.cluster = cluster;
    this.workspace = cluster.workspace();
    WorkspaceProcesses.in(workspace.path("kwok"))
        .pids()
        .forEach(
            (name, pid) -> {
              final ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
              final List<String> command = new ArrayList<>();
              command.add(process.info().command().orElseThrow());
              command.addAll(List.of(process.info().arguments().orElseThrow()));
              processes.put(name, process);
              commands.put(name, command);
            });
    kubelet.scheduleWithFixedDelay(this::restartDead, 1, 1, TimeUnit.SECONDS);
  }

  /** Returns why there can be none on this machine, empty when there can. */
  public static Optional<String> unavailable() {
    return K3sCluster.isAvailable()
        ? Optional.of("here the control plane runs in a container, out of reach for signals")
        : Optional.empty();
  }

  /**
   * Starts one.
   *
   * @throws ClusterException when it does not start
   */
  public static FaultyCluster start() {
    return new FaultyCluster(KwokCluster.start());
  }

  /** Returns the cluster itself. */
  public TestCluster cluster() {
    return cluster;
  }

  /** Ends a process at once, as the loss of its machine would; {@link #revive} brings it back. */
  public void kill(String name) {
    final ProcessHandle process;
    synchronized (this) {
      down.add(name);
      process = processes.get(name);
    }
    process.destroyForcibly();
    Awaitility.await().atMost(LIMIT).until(() -> !process.isAlive());
  }

  /** Starts again what was killed, and waits until the API server is ready. */
  public void revive() {
    synchronized (this) {
      down.clear();
    }
    restartDead();
    Awaitility.await("the API server")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> cluster.client().raw("/readyz").equals("ok"));
  }

  private synchronized void restartDead() {
    commands.forEach(
        (name, command) -> {
          if (!processes.get(name).isAlive() && !down.contains(name) && !workspace.isClosed()) {
            starts++;
            processes.put(
                name, workspace.start(name + "-" + starts, Map.of(), command).toHandle());
          }
        });
  }

  /** Stops a process without ending it: its connections stay open and nothing answers. */
  public void pause(String name) {
    signal("STOP", name);
  }

  /** Lets a paused process go on. */
  public void resume(String name) {
    signal("CONT", name);
  }

  private void signal(String signal, String name) {
    try {
      final Process kill =
          new ProcessBuilder("kill", "-" + signal, Long.toString(processes.get(name).pid()))
              .inheritIO()
              .start();
      if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new ClusterException("can't send SIG" + signal + " to " + name);
      }
    } catch (IOException e) {
      throw new ClusterException("can't send SIG" + signal + " to " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted", e);
    }
  }

  /** Returns a folder for files of the tests, deleted with the cluster. */
  public Path folder() {
    return workspace.path("");
  }

  @Override
  public void close() {
    kubelet.shutdownNow();
    cluster.close();
  }
}
