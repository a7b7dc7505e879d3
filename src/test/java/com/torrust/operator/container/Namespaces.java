package com.torrust.operator.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The container's own mount, PID, network, IPC and UTS namespaces, and the process that holds them.
 */
final class Namespaces {

  static final String INIT = "init.sh";
  static final String LOG = "log";
  static final String PID = "pid";
  static final String READY = "ready";

  private static final String SUPERVISOR = "supervisor.sh";
  private static final String ERRORS = "setup-errors";
  private static final Duration SETUP_LIMIT = Duration.ofSeconds(20);

  private final Path folder;
  private final SetupScripts scripts;
  private final Process supervisor;
  private ProcessHandle first;

  private Namespaces(Path folder, SetupScripts scripts, Process supervisor) {
    this.folder = folder;
    this.scripts = scripts;
    this.supervisor = supervisor;
  }

  /**
   * Starts the container's process and returns when it has become the container's program, or has
   * ended.
   */
  static Namespaces start(Path folder, ContainerPlan plan) {
    SetupScripts scripts = new SetupScripts(plan, folder);
    try {
      Files.writeString(folder.resolve(SUPERVISOR), scripts.supervisor());
      Files.writeString(folder.resolve(INIT), scripts.init());
      Path log = Files.createFile(folder.resolve(LOG));
      Files.setAttribute(log, "unix:uid", (int) plan.identity().user());
      // A container ignores no signal, whatever the shell that runs the tests has set.
      List<String> command = new ArrayList<>(List.of("env", "--default-signal"));
      command.addAll(
          plan.place()
              .unshare(
                  List.of(
                      "--mount",
                      "--ipc",
                      "--uts",
                      "--propagation",
                      "private",
                      "/bin/sh",
                      folder.resolve(SUPERVISOR).toString())));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().clear();
      builder.environment().putAll(Map.of("PATH", Tools.searchPath(), "LC_ALL", "C"));
      builder.redirectErrorStream(true).redirectOutput(folder.resolve(ERRORS).toFile());
      Namespaces made = new Namespaces(folder, scripts, builder.start());
      made.awaitProgram();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the container", e);
    }
  }

  boolean isRunning() {
    return supervisor.isAlive();
  }

  int exitCode() {
    return supervisor.exitValue();
  }

  boolean awaitEnd(Duration limit) {
    return Commands.waitFor(supervisor, limit);
  }

  /** Sends a signal (a name like TERM) to the container's first process. */
  void signal(String name) {
    Commands.run(
        Duration.ofSeconds(5),
        List.of("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(first.pid())));
  }

  /** Kills every process of the container and waits until its mounts are gone with them. */
  void kill() {
    if (first != null) {
      first.destroyForcibly();
    }
    try {
      supervisor.getOutputStream().close();
    } catch (IOException e) {
      supervisor.destroyForcibly();
    }
    if (!awaitEnd(Duration.ofSeconds(10))) {
      supervisor.destroyForcibly();
    }
  }

  String log() {
    return read(LOG);
  }

  /**
   * Runs a program of the image as the container would: same user, environment, files, processes
   * and network.
   */
  Commands.Result inContainer(Duration limit, List<String> command) {
    List<String> line =
        new ArrayList<>(List.of("--mount", "--pid", "--net", "--ipc", "--uts", "--"));
    line.addAll(scripts.asContainer(command));
    return enter(limit, new byte[0], line);
  }

  /** Runs a program of the machine in the container's network. */
  Commands.Result inNetwork(Duration limit, byte[] input, List<String> command) {
    return enter(limit, input, Stream.concat(Stream.of("--net", "--"), command.stream()).toList());
  }

  private Commands.Result enter(Duration limit, byte[] input, List<String> line) {
    if (!isRunning()) {
      return new Commands.Result(
          255, false, new byte[0], "the container has ended with exit code " + exitCode());
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "PATH=" + Tools.searchPath(),
                "LC_ALL=C",
                Tools.path("nsenter"),
                "--target",
                Long.toString(first.pid())));
    command.addAll(line);
    return Commands.run(limit, input, command);
  }

  private void awaitProgram() {
    long deadline = System.nanoTime() + SETUP_LIMIT.toNanos();
    while (isRunning() && !becameProgram()) {
      if (System.nanoTime() > deadline) {
        kill();
        throw new IllegalStateException(
            "the container was not set up within " + SETUP_LIMIT + ": " + read(ERRORS));
      }
      Commands.pause(Duration.ofMillis(10));
    }
    if (!isRunning() && Files.notExists(folder.resolve(READY))) {
      throw new IllegalStateException("the container cannot be set up: " + read(ERRORS).strip());
    }
  }

  private boolean becameProgram() {
    if (first == null) {
      String pid = read(PID).strip();
      first = pid.isEmpty() ? null : ProcessHandle.of(Long.parseLong(pid)).orElse(null);
    }
    if (first == null) {
      return false;
    }
    try {
      byte[] environment =
          Files.readAllBytes(Path.of("/proc", Long.toString(first.pid()), "environ"));
      return !new String(environment, StandardCharsets.UTF_8).contains(SetupScripts.PREPARING);
    } catch (IOException e) {
      return false;
    }
  }

  private String read(String name) {
    try {
      Path file = folder.resolve(name);
      return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
