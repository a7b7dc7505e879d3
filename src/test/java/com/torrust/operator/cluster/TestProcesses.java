package com.torrust.operator.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A temporary folder of a test and the processes started for it. They end with {@link #close()} or
 * with the JVM; what a killed JVM left behind is removed by the next start on the same machine.
 *
 * <p>The folder has to be on a process's command line: by that it is recognised.
 */
public final class TestProcesses implements AutoCloseable {

  private final Workspace workspace;

  private TestProcesses(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Opens a new, empty folder. */
  public static TestProcesses open() {
    return new TestProcesses(Workspaces.open());
  }

  /** The folder. */
  public Path folder() {
    return workspace.path("");
  }

  /** Writes a text file of this name and returns it. */
  public Path write(String name, String text) {
    return workspace.write(name, text);
  }

  /**
   * Starts a process with an open standard input, which it can wait on to notice this JVM's end.
   *
   * @param name what {@link #log} knows it by; not the name of another process of this folder
   * @param environment added to this JVM's own
   * @throws ClusterException when it can't be started
   */
  public Process start(String name, Map<String, String> environment, List<String> command) {
    requireFolder(command);
    return workspace.start(name, environment, command);
  }

  /**
   * Runs a command to its end.
   *
   * @throws ClusterException when it fails or takes longer, with the end of its output
   */
  public void run(String name, Duration limit, List<String> command) {
    workspace.run(name, Math.toIntExact(limit.toSeconds()), Map.of(), command);
  }

  /** Stops a process before this is closed: politely, then by force. */
  public void stop(Process process) {
    workspace.stop(process);
  }

  /** The end of what a process has said. */
  public String log(String name) {
    return Workspace.tail(workspace.log(name));
  }

  /** Stops the processes and deletes the folder; calling it again does nothing. */
  @Override
  public void close() {
    workspace.close();
  }

  private void requireFolder(List<String> command) {
    if (command.stream().noneMatch(argument -> argument.contains(folder().toString()))) {
      throw new IllegalArgumentException(command + " does not name " + folder());
    }
  }
}
