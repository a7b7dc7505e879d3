package com.torrust.operator.it;

import com.torrust.operator.cluster.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The packaged operator as a process of its own. It acts as its ServiceAccount, by impersonation,
 * so it has the rights of {@code deploy/rbac} and no other.
 */
public final class OperatorProcess implements AutoCloseable {

  /** The user that the operator's requests carry in the audit log. */
  public static final String USER = "system:serviceaccount:torrust-operator:torrust-operator";

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final Thread hook;

  private OperatorProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.hook = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts the operator and waits until it watches stacks.
   *
   * @param properties further system properties, such as a shorter resync; without any, the
   *     operator verifies no endpoint
   */
  public static OperatorProcess start(TestCluster cluster, Map<String, String> properties) {
    return start(cluster.kubeconfig(), properties);
  }

  /** Starts the operator with a kubeconfig; see {@link #start(TestCluster, Map)}. */
  public static OperatorProcess start(Path kubeconfig, Map<String, String> properties) {
    return start(kubeconfig, properties, Map.of());
  }

  /**
   * Starts the operator with a kubeconfig and further environment variables; see {@link
   * #start(TestCluster, Map)}.
   */
  public static OperatorProcess start(
      Path kubeconfig, Map<String, String> properties, Map<String, String> environment) {
    try {
      final Path log = Files.createTempFile("torrust-operator", ".log");
      final ProcessBuilder builder = new ProcessBuilder(command(properties));
      builder.environment().putAll(environment);
      builder.environment().put("KUBECONFIG", kubeconfig.toString());
      final OperatorProcess operator =
          new OperatorProcess(
              builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
      operator.awaitStarted();
      return operator;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Map<String, String> properties) {
    final List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dkubernetes.impersonate.username=" + USER);
    command.add("-Dquarkus.http.port=0");
    // Simulated pods have addresses that are nobody's: who wants requests has to ask for them.
    final Map<String, String> all =
        new TreeMap<>(
            Map.of(
                "torrust.verification.public-names",
                "false",
                "torrust.verification.pods",
                "false"));
    all.putAll(properties);
    all.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-jar");
    command.add(JAR.toString());
    return command;
  }

  private void awaitStarted() {
    Awaitility.await("the operator's start, see " + log)
        .atMost(START)
        .failFast("the operator ended, see " + log, () -> !process.isAlive())
        .until(() -> log().contains("Listening on:"));
  }

  /** Returns everything that the operator printed so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Returns whether the operator still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the operator at once, as a crash would. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  @Override
  public void close() {
    process.destroy();
    await();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private void await() {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
