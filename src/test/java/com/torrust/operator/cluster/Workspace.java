package com.torrust.operator.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A temporary folder and the processes that were started for it, which end together.
 *
 * <p>The JVM that opened it holds a lock on a file in the folder. The operating system drops the
 * lock when that JVM ends in any way, so a folder without one belongs to nobody and {@link
 * Workspaces} removes it.
 */
final class Workspace implements AutoCloseable {

  private static final int LOG_LINES = 15;
  private static final int OUTPUT_SECONDS = 20;
  private static final int STOP_SECONDS = 5;

  private final Path folder;
  private final FileChannel owner;
  private final Thread exit = new Thread(this::close);
  private final AtomicBoolean closed = new AtomicBoolean();

  private Workspace(Path folder, FileChannel owner) {
    this.folder = folder;
    this.owner = owner;
  }

  /** Takes an empty folder; only {@link Workspaces} calls this. */
  static Workspace take(Path folder) throws IOException {
    FileChannel owner =
        FileChannel.open(
            folder.resolve(Workspaces.OWNER),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
    owner.lock();
    Workspace workspace = new Workspace(folder, owner);
    Runtime.getRuntime().addShutdownHook(workspace.exit);
    return workspace;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Writes a text file of this name and returns it. */
  Path write(String name, String text) {
    try {
      return Files.writeString(path(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a process with {@code NAME.log} as its output and {@code NAME.pid} with its number. */
  synchronized Process start(String name, Map<String, String> environment, List<String> command) {
    if (closed.get()) {
      throw new ClusterException("stopped while starting " + name);
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      write(name + ".pid", Long.toString(process.pid()));
      return process;
    } catch (IOException e) {
      throw new ClusterException("can't start " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Runs a command to its end.
   *
   * @throws ClusterException when it fails or takes longer, with the end of its output
   */
  void run(String name, int seconds, Map<String, String> environment, List<String> command) {
    Process process = start(name, environment, command);
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroy();
        throw new ClusterException(name + " took over " + seconds + " s:\n" + tail(log(name)));
      }
      if (process.exitValue() != 0) {
        throw new ClusterException(
            name + " failed with exit code " + process.exitValue() + ":\n" + tail(log(name)));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while waiting for " + name, e);
    }
  }

  /** What a program prints, for example its version. */
  String output(String name, Path program, String argument) {
    run(name, OUTPUT_SECONDS, Map.of(), List.of(program.toString(), argument));
    return read(log(name));
  }

  /** Stops a process before the workspace is closed. */
  void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  Path log(String name) {
    return path(name + ".log");
  }

  /** The last lines of a log file. */
  static String tail(Path log) {
    List<String> lines = read(log).lines().toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LOG_LINES))
        .collect(joining("\n", "the end of " + log.getFileName() + ":\n", ""));
  }

  /** The text of a log, which may hold bytes that are no UTF-8; empty when there is none. */
  private static String read(Path log) {
    try {
      return Files.exists(log) ? new String(Files.readAllBytes(log), UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isClosed() {
    return closed.get();
  }

  /**
   * Stops the processes and deletes the folder; what can't be removed is said on standard error.
   */
  @Override
  public synchronized void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      Workspaces.clear(folder);
      owner.close();
    } catch (IOException | UncheckedIOException e) {
      Progress.say("could not remove " + folder + ": " + e.getMessage());
    }
    try {
      Runtime.getRuntime().removeShutdownHook(exit);
    } catch (IllegalStateException e) {
      // The JVM is going down: the hook is what runs here.
    }
  }
}
