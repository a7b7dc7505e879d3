package com.torrust.operator.it;

import com.torrust.operator.ingress.PodNetwork;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A MariaDB server of Debian's in a network of a test's, with one database per user. Its data is in
 * a fresh folder, and it runs as the unprivileged user {@code mysql}.
 */
final class MariaDb implements AutoCloseable {

  /** Where it listens, on the loopback of its network. */
  static final int PORT = 3306;

  private static final String SERVER = "mariadbd";
  private static final List<String> PROGRAMS = List.of(SERVER, "mariadb-install-db", "mariadb");
  private static final int LIMIT_SECONDS = 60;

  private final PodNetwork network;
  private final Path folder;
  private final Process server;

  private MariaDb(PodNetwork network, Path folder, Process server) {
    this.network = network;
    this.folder = folder;
    this.server = server;
  }

  /** Why this machine has none, and what to do about it; empty if it has. */
  static Optional<String> unavailable() {
    final List<String> missing = PROGRAMS.stream().filter(name -> find(name).isEmpty()).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("no " + missing + ": install Debian's mariadb-server");
  }

  /**
   * Starts one.
   *
   * @param passwords of its users; the database of each has the user's name
   */
  static MariaDb start(PodNetwork network, Map<String, String> passwords) {
    try {
      final Path folder =
          Files.createTempDirectory(
              "mariadb",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      final Path data = Files.createDirectory(folder.resolve("data"));
      Files.writeString(folder.resolve("init.sql"), sql(passwords));
      run(List.of("chown", "-R", "mysql:mysql", folder.toString()));
      run(
          List.of(
              program("mariadb-install-db"),
              "--no-defaults",
              "--user=mysql",
              "--auth-root-authentication-method=normal",
              "--skip-test-db",
              "--datadir=" + data));
      final Process server =
          network.start(
              SERVER,
              Map.of(),
              List.of(
                  "/bin/sh",
                  "-c",
                  // The network knows its programs by its folder in their command line.
                  "exec \"$@\" # " + network.folder(),
                  "sh",
                  program(SERVER),
                  "--no-defaults",
                  "--user=mysql",
                  "--datadir=" + data,
                  "--socket=" + socket(folder),
                  "--pid-file=" + folder.resolve("pid"),
                  "--init-file=" + folder.resolve("init.sql"),
                  "--bind-address=127.0.0.1",
                  "--port=" + PORT));
      final MariaDb database = new MariaDb(network, folder, server);
      database.awaitService();
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what a query finds, a line for each row. */
  String query(String sql) {
    return run(
        List.of(
            program("mariadb"),
            "--no-defaults",
            "--socket=" + socket(folder),
            "--user=root",
            "--skip-column-names",
            "--execute=" + sql));
  }

  private void awaitService() {
    try {
      Sandbox.await()
          .alias("MariaDB")
          .failFast("MariaDB has ended", () -> !server.isAlive())
          .until(() -> query("select 1").strip().equals("1"));
    } catch (RuntimeException e) {
      final String log = network.log(SERVER);
      close();
      throw new IllegalStateException(log, e);
    }
  }

  @Override
  public void close() {
    network.stop(server);
    run(List.of("rm", "-rf", folder.toString()));
  }

  private static String sql(Map<String, String> passwords) {
    final StringBuilder sql = new StringBuilder();
    passwords.forEach(
        (user, password) ->
            sql.append(
                """
                CREATE DATABASE %1$s;
                CREATE USER '%1$s'@'%%' IDENTIFIED BY '%2$s';
                GRANT ALL ON %1$s.* TO '%1$s'@'%%';
                """
                    .formatted(user, password.replace("\\", "\\\\").replace("'", "\\'"))));
    return sql.toString();
  }

  private static Path socket(Path folder) {
    return folder.resolve("socket");
  }

  private static String run(List<String> command) {
    try {
      final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      final String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(command.get(0) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String program(String name) {
    return find(name).orElseThrow().toString();
  }

  private static Optional<Path> find(String name) {
    return Stream.concat(
            Arrays.stream(System.getenv("PATH").split(File.pathSeparator)),
            Stream.of("/usr/sbin", "/usr/bin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
