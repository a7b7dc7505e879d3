package com.torrust.operator.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The programs of the machine that make and enter the container. */
final class Tools {

  /** Program to Debian package. */
  private static final Map<String, String> PACKAGES =
      new TreeMap<>(
          Map.of(
              "unshare",
              "util-linux",
              "nsenter",
              "util-linux",
              "setpriv",
              "util-linux",
              "mount",
              "mount",
              "chroot",
              "coreutils",
              "ip",
              "iproute2",
              "curl",
              "curl",
              "bash",
              "bash",
              "ldd",
              "libc-bin",
              "busybox",
              "busybox-static"));

  private static final Set<String> APPLETS =
      Set.of("sh", "setpriv", "env", "kill", "sleep", "wget");

  private Tools() {}

  /**
   * The search path, with the folders of system programs that an ordinary user's path leaves out.
   */
  static String searchPath() {
    return System.getenv().getOrDefault("PATH", "")
        + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  }

  static String path(String name) {
    return find(name)
        .map(Path::toString)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    name + " is missing: apt-get install " + PACKAGES.get(name)));
  }

  static List<String> applets() {
    return Commands.run(Duration.ofSeconds(10), List.of(path("busybox"), "--list"))
        .text()
        .lines()
        .filter(name -> !name.equals("busybox"))
        .toList();
  }

  static Optional<String> unavailable() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("containers as processes need Linux");
    }
    try {
      if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
        return Optional.of("containers as processes need root: run the tests as root");
      }
    } catch (IOException e) {
      return Optional.of("containers as processes need /proc: " + e.getMessage());
    }
    Set<String> packages = new LinkedHashSet<>();
    PACKAGES.forEach(
        (program, debianPackage) -> {
          if (find(program).isEmpty()) {
            packages.add(debianPackage);
          }
        });
    if (packages.isEmpty() && !applets().containsAll(APPLETS)) {
      packages.add("busybox-static");
    }
    return packages.isEmpty()
        ? namespacesRefused()
        : Optional.of("programs are missing: apt-get install " + String.join(" ", packages));
  }

  private static Optional<String> namespacesRefused() {
    Commands.Result trial =
        Commands.run(
            Duration.ofSeconds(10),
            List.of(
                path("unshare"),
                "--mount",
                "--net",
                "--pid",
                "--ipc",
                "--uts",
                "--fork",
                path("mount"),
                "-t",
                "proc",
                "proc",
                "/proc"));
    return trial.succeeded()
        ? Optional.empty()
        : Optional.of(
            "the machine refuses new namespaces (it needs CAP_SYS_ADMIN): " + trial.summary());
  }

  private static Optional<Path> find(String name) {
    return Stream.of(searchPath().split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
