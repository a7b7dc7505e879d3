package com.torrust.operator.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of the machine to their end, never longer than a limit. */
public final class Commands {

  private Commands() {}

  /**
   * How a program ended.
   *
   * @param exitCode the exit code, 128 + signal if a signal ended it
   * @param timedOut whether it was killed at the limit
   * @param output its standard output
   * @param errors its standard error
   */
  public record Result(int exitCode, boolean timedOut, byte[] output, String errors) {

    String text() {
      return new String(output, StandardCharsets.UTF_8);
    }

    /** Returns whether it ended in time, with exit code 0. */
    public boolean succeeded() {
      return exitCode == 0 && !timedOut;
    }

    /** Returns how it ended and all that it said. */
    public String summary() {
      String ending = timedOut ? "timed out" : "exit code " + exitCode;
      String said = (text() + errors).strip();
      return said.isEmpty() ? ending : ending + ": " + said;
    }
  }

  static Result run(Duration limit, List<String> command) {
    return run(limit, new byte[0], command);
  }

  /**
   * Runs a program with this on its standard input. Files instead of pipes: a program that leaves a
   * child behind can then not keep us waiting for the pipe's end.
   */
  public static Result run(Duration limit, byte[] input, List<String> command) {
    try {
      Path folder = Files.createTempDirectory("container-command");
      try {
        return run(limit, input, command, folder);
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.get(0), e);
    }
  }

  private static Result run(Duration limit, byte[] input, List<String> command, Path folder)
      throws IOException {
    Path in = Files.write(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = waitFor(process, limit);
    if (!ended) {
      killTree(process.toHandle());
      waitFor(process, Duration.ofSeconds(10));
    }
    int exitCode = process.isAlive() ? 137 : process.exitValue();
    return new Result(exitCode, !ended, Files.readAllBytes(out), Files.readString(err));
  }

  /**
   * Waits for the end of a process; an interrupt counts as an error, since a test's thread has no
   * other use for it.
   */
  static boolean waitFor(Process process, Duration limit) {
    try {
      return process.waitFor(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a process", e);
    }
  }

  static void pause(Duration pause) {
    try {
      Thread.sleep(Math.max(0, pause.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  /** Children first: {@code nsenter} does not take the program it started with it. */
  private static void killTree(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
