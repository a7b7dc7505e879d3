package com.torrust.operator.it;

import com.torrust.operator.cluster.Programs;
import com.torrust.operator.cluster.TestCluster;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Runs command lines as an administrator of the cluster, with its kubectl and with helm.
 *
 * @param cluster the cluster
 */
public record Shell(TestCluster cluster) {

  /** Runs a command line, which must succeed, and returns what it printed. */
  public String run(String line) {
    final ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", line).redirectErrorStream(true);
    final Path helm = Programs.folder("helm");
    builder
        .environment()
        .merge(
            "PATH",
            cluster.kubectl().getParent() + File.pathSeparator + helm,
            (path, ours) -> ours + File.pathSeparator + path);
    builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
    try {
      final Process process = builder.start();
      process.getOutputStream().close();
      final String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(line + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + line, e);
    }
  }
}
