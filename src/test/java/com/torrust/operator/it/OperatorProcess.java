package com.torrust.operator.it;

import com.torrust.operator.cluster.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

  private final Instant begin;
  private final Process process;
  private final Path log;
  private final Thread hook;

  private OperatorProcess(Instant begin, Process process, Path log) {
    this.begin = begin;
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
    return start(cluster, OperatorJvm.usual(), properties);
  }

  /** Starts the operator on the given JVM; see {@link #start(TestCluster, Map)}. */
  public static OperatorProcess start(
      TestCluster cluster, OperatorJvm jvm, Map<String, String> properties) {
    try {
      final Path log = Files.createTempFile("torrust-operator", ".log");
      final ProcessBuilder builder = new ProcessBuilder(command(jvm, properties));
      builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      final OperatorProcess operator =
          new OperatorProcess(Instant.now(), builder.start(), log);
      operator.awaitStarted();
      return operator;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(OperatorJvm jvm, Map<String, String> properties) {
    final List<String> command = new ArrayList<>();
    command.add(jvm.java().toString());
    command.addAll(jvm.options());
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

  /** Returns the moment before the process was started. */
  public Instant begin() {
    return begin;
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
