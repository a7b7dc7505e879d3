package com.torrust.operator.it;

import com.torrust.operator.cluster.AuditLog;
import com.torrust.operator.cluster.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The packaged operator as a process of its own. It acts as its ServiceAccount, by impersonation
 * unless a test says otherwise, so it has the rights of {@code deploy/rbac} and no other.
 */
public final class OperatorProcess implements AutoCloseable {

  /** The user that the operator's requests carry in the audit log. */
  public static final String USER = "system:serviceaccount:torrust-operator:torrust-operator";

  /** The system property that says after how long a stack is looked at again anyway. */
  public static final String RESYNC =
      "quarkus.operator-sdk.controllers.torruststack.max-reconciliation-interval";

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration START = Duration.ofSeconds(120);
  private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:\\s]+:(\\d+)");

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
    return start(cluster.kubeconfig(), properties, Map.of());
  }

  /** Starts the operator with a kubeconfig; see {@link #start(TestCluster, Map)}. */
  public static OperatorProcess start(
      Path kubeconfig, Map<String, String> properties, Map<String, String> environment) {
    return start(
        command(OperatorJvm.usual(), impersonating(properties)), at(kubeconfig, environment));
  }

  /** Starts the operator on the given JVM; see {@link #start(TestCluster, Map)}. */
  public static OperatorProcess start(
      TestCluster cluster, OperatorJvm jvm, Map<String, String> properties) {
    return start(command(jvm, impersonating(properties)), at(cluster.kubeconfig(), Map.of()));
  }

  /**
   * Starts the operator with the given environment, which says how to reach the cluster, and waits
   * until it listens.
   */
  public static OperatorProcess start(
      Map<String, String> properties, Map<String, String> environment) {
    return start(command(OperatorJvm.usual(), properties), environment);
  }

  /** Starts an operator by a command of its own; see {@link #start(Map, Map)}. */
  public static OperatorProcess start(List<String> command, Map<String, String> environment) {
    try {
      final Path log = Files.createTempFile("torrust-operator", ".log");
      final ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      final OperatorProcess operator = new OperatorProcess(Instant.now(), builder.start(), log);
      operator.awaitStarted();
      return operator;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether a request is one that each reconcile makes once: for the token's Secret. */
  public static boolean isReconcile(AuditLog.Entry request) {
    return request.user().equals(USER)
        && request.verb().equals("get")
        && request.resource().equals("secrets")
        && request.name().endsWith("-tracker-token");
  }

  private static List<String> command(OperatorJvm jvm, Map<String, String> properties) {
    final List<String> command = new ArrayList<>();
    command.add(jvm.java().toString());
    command.addAll(jvm.options());
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

  private static Map<String, String> impersonating(Map<String, String> properties) {
    final Map<String, String> all = new TreeMap<>(properties);
    all.put("kubernetes.impersonate.username", USER);
    return all;
  }

  private static Map<String, String> at(Path kubeconfig, Map<String, String> environment) {
    final Map<String, String> all = new TreeMap<>(environment);
    all.put("KUBECONFIG", kubeconfig.toString());
    return all;
  }

  private void awaitStarted() {
    try {
      Awaitility.await("the operator's start, see " + log)
          .atMost(START)
          .failFast("the operator ended, see " + log, () -> !process.isAlive())
          .until(() -> log().contains("Listening on:"));
    } catch (RuntimeException e) {
      kill();
      throw e;
    }
  }

  /** Returns everything that the operator printed so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what the operator answers to a GET of a path, whatever the status. */
  public HttpResponse<String> get(String path) {
    final Matcher listening = LISTENING.matcher(log());
    if (!listening.find()) {
      throw new IllegalStateException("the operator does not listen, see " + log);
    }
    final URI uri = URI.create("http://127.0.0.1:" + listening.group(1) + path);
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Returns the operator's process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits until the operator has ended, and returns its exit code. */
  public int awaitEnd(Duration limit) {
    Awaitility.await("the operator's end, see " + log)
        .atMost(limit)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !process.isAlive());
    return process.exitValue();
  }

  /** Asks the operator to end, as a kubelet does, and does not wait. */
  public void terminate() {
    process.destroy();
  }

  /** Returns the moment before the process was started. */
  public Instant begin() {
    return begin;
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
