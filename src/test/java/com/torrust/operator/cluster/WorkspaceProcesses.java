package com.torrust.operator.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The processes named by the {@code *.pid} files of a workspace. A number counts only while the
 * process of that number has the workspace's folder on its command line: numbers are used again.
 */
record WorkspaceProcesses(Path folder, Map<String, Long> pids) {

  private static final int DEPTH = 5;

  /**
   * What is stopped here is thrown away, and an API server that lost its etcd takes a minute to
   * give up.
   */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

  static WorkspaceProcesses in(Path folder) {
    try (Stream<Path> files =
        Files.find(folder, DEPTH, (file, type) -> file.toString().endsWith(".pid"))) {
      Map<String, Long> pids = new TreeMap<>();
      for (Path file : files.toList()) {
        read(file)
            .ifPresent(pid -> pids.put(file.getFileName().toString().replace(".pid", ""), pid));
      }
      return new WorkspaceProcesses(folder, pids);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of those that run no more. */
  List<String> dead() {
    return pids.keySet().stream().filter(name -> running(pids.get(name)).isEmpty()).toList();
  }

  /** Ends them: politely, then by force. */
  void stop() {
    alive().forEach(ProcessHandle::destroy);
    if (!ended(GRACE)) {
      alive().forEach(ProcessHandle::destroyForcibly);
      if (!ended(KILL_TIMEOUT)) {
        Progress.say("these processes do not end: " + alive().map(ProcessHandle::pid).toList());
      }
    }
  }

  private boolean ended(Duration timeout) {
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .atMost(timeout)
          .until(() -> alive().findAny().isEmpty());
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private Stream<ProcessHandle> alive() {
    return pids.values().stream().flatMap(pid -> running(pid).stream());
  }

  /** A zombie has no command line, so it counts as ended. */
  private Optional<ProcessHandle> running(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()));
  }

  private static Optional<Long> read(Path file) {
    try {
      return Optional.of(Long.valueOf(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
