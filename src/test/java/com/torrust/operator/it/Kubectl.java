package com.torrust.operator.it;

import com.torrust.operator.cluster.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs kubectl as a cluster administrator, in the project's folder.
 *
 * @param cluster the cluster
 */
public record Kubectl(TestCluster cluster) {

  /**
   * What a run printed.
   *
   * @param code exit code, 0 for success
   * @param output standard output and standard error together
   */
  public record Result(int code, String output) {}

  /** Runs kubectl, which must succeed, and returns what it printed. */
  public String run(String... arguments) {
    final Result result = attempt("", arguments);
    if (result.code() != 0) {
      throw new AssertionError("kubectl " + String.join(" ", arguments) + ": " + result.output());
    }
    return result.output();
  }

  /** Runs kubectl with the given standard input. */
  public Result attempt(String input, String... arguments) {
    final List<String> command = new ArrayList<>();
    command.add(cluster.kubectl().toString());
    command.add("--kubeconfig=" + cluster.kubeconfig());
    command.addAll(List.of(arguments));
    try {
      final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      final String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kubectl ran", e);
    }
  }
}
