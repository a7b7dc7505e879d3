package com.torrust.operator.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The programs that tests use beside the operator, built from source once per version by {@code
 * src/test/cluster/build.sh} into the user's cache folder.
 */
public final class Programs {

  private static final int BUILD_MINUTES = 60;
  private static final int ERROR_LINES = 10;

  private Programs() {}

  /**
   * The folder that holds the programs of a module, for example {@code tracker}; builds them when
   * they are missing, with the progress on standard error.
   *
   * @throws ClusterException when they can't be built, with the end of the build's output
   */
  public static Path folder(String module) {
    return folders(module).get(module);
  }

  /** The same for several modules at once: the folder of each by its name. */
  public static Map<String, Path> folders(String... modules) {
    // Compilers take both cores for minutes: tests that run meanwhile go first.
    List<String> command =
        Stream.concat(
                Stream.of("nice", "-n", "19", "bash", script().toString()), Stream.of(modules))
            .toList();
    try {
      Process build = new ProcessBuilder(command).start();
      Thread interruption = new Thread(() -> stop(build));
      Runtime.getRuntime().addShutdownHook(interruption);
      try {
        return await(build, modules);
      } finally {
        stop(build);
        removeHook(interruption);
      }
    } catch (IOException e) {
      throw new ClusterException(
          "can't run " + String.join(" ", command) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while building " + String.join(", ", modules), e);
    }
  }

  private static Map<String, Path> await(Process build, String... modules)
      throws IOException, InterruptedException {
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            () -> stop(build), CompletableFuture.delayedExecutor(BUILD_MINUTES, TimeUnit.MINUTES));
    // Standard output is a line per module, far below what a pipe holds: it can be read after the
    // progress.
    List<String> progress = show(build);
    List<String> lines = new String(build.getInputStream().readAllBytes(), UTF_8).lines().toList();
    int code = build.waitFor();
    if (!deadline.cancel(false)) {
      throw new ClusterException(
          "building " + String.join(", ", modules) + " took over " + BUILD_MINUTES + " minutes");
    }
    if (code != 0) {
      throw new ClusterException(
          "building "
              + String.join(", ", modules)
              + " failed with exit code "
              + code
              + ":\n"
              + progress.stream()
                  .skip(Math.max(0, progress.size() - ERROR_LINES))
                  .collect(joining("\n")));
    }
    return lines.stream()
        .map(line -> line.split("=", 2))
        .collect(toUnmodifiableMap(pair -> pair[0], pair -> Path.of(pair[1])));
  }

  /**
   * Passes the build's standard error on: a test run shows what this JVM prints, not what its
   * children print.
   */
  private static List<String> show(Process build) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader = build.errorReader(UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        System.err.println(line);
        lines.add(line);
      }
    }
    return lines;
  }

  private static Path script() {
    Path project = Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
    Path script = project.resolve("src/test/cluster/build.sh").toAbsolutePath();
    if (!Files.isRegularFile(script)) {
      throw new ClusterException(script + " is missing: run from the folder that holds pom.xml");
    }
    return script;
  }

  private static void stop(Process build) {
    List<ProcessHandle> compilers = build.descendants().toList();
    build.destroy();
    compilers.forEach(ProcessHandle::destroy);
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down and runs the hook itself.
    }
  }
}
