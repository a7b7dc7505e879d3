package com.torrust.operator.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The programs of this machine that make network namespaces and proxies, and bounded waits. */
final class NetworkTools {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);

  /** Program to Debian package. */
  private static final Map<String, String> PACKAGES =
      Map.of("unshare", "util-linux", "nsenter", "util-linux", "ip", "iproute2", "nginx", "nginx");

  private NetworkTools() {}

  /**
   * How a program ended.
   *
   * @param command what was run
   * @param code its exit code
   * @param output standard output and standard error
   */
  record Result(List<String> command, int code, String output) {

    Result requireSuccess() {
      if (code != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " ended with exit code " + code + ": " + output.strip());
      }
      return this;
    }
  }

  static Optional<String> unavailable() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("network namespaces need Linux");
    }
    try {
      if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
        return Optional.of("network namespaces need root: run the tests as root");
      }
    } catch (IOException e) {
      return Optional.of("network namespaces need /proc: " + e.getMessage());
    }
    return missing("unshare", "nsenter", "ip").or(NetworkTools::namespacesRefused);
  }

  /** What to install for these programs; empty when they are there. */
  static Optional<String> missing(String... programs) {
    Set<String> packages = new LinkedHashSet<>();
    for (String program : programs) {
      if (find(program).isEmpty()) {
        packages.add(PACKAGES.get(program));
      }
    }
    return packages.isEmpty()
        ? Optional.empty()
        : Optional.of("programs are missing: apt-get install " + String.join(" ", packages));
  }

  static String path(String program) {
    return find(program)
        .map(Path::toString)
        .orElseThrow(() -> new IllegalStateException(missing(program).orElseThrow()));
  }

  /** Runs a program that says little to its end. */
  static Result run(Duration limit, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", command) + " took over " + limit);
      }
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Result(command, process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("can't run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command.get(0), e);
    }
  }

  /** Waits a few seconds until something is so. */
  static void await(String what, Callable<Boolean> condition) {
    await(what, LIMIT, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  /** Waits until something is there, and returns it. */
  static <T> T await(String what, Duration limit, Callable<Optional<T>> source) {
    try {
      return Awaitility.await(what)
          .atMost(limit)
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          // A file lock belongs to the JVM, but an exception is to reach the caller.
          .pollInSameThread()
          .until(source, Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException("waited " + limit.toSeconds() + " s for " + what, e);
    }
  }

  private static Optional<String> namespacesRefused() {
    Result trial = run(LIMIT, List.of(path("unshare"), "--net", "--", path("ip"), "link"));
    return trial.code() == 0
        ? Optional.empty()
        : Optional.of(
            "the machine refuses new network namespaces (it needs CAP_SYS_ADMIN): "
                + trial.output().strip());
  }

  /** Folders of system programs are left out of an ordinary user's path. */
  private static Optional<Path> find(String program) {
    String folders =
        System.getenv().getOrDefault("PATH", "") + ":/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin";
    return Stream.of(folders.split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
