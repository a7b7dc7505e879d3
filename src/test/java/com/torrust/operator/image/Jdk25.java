package com.torrust.operator.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A JDK 25 of this machine: the one of JAVA_25_HOME, else one in the folders where they are. */
final class Jdk25 {

  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/usr/lib/jvm"),
          Path.of("/opt"),
          Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
          // Where GitHub's runners have them.
          Path.of("/opt/hostedtoolcache/Java_Temurin-Hotspot_jdk"));

  private Jdk25() {}

  static Optional<Path> find() {
    return Stream.concat(
            Stream.of("JAVA_25_HOME", "JAVA_HOME_25_X64", "JAVA_HOME_25_ARM64")
                .map(System::getenv)
                .filter(home -> home != null && !home.isBlank())
                .map(Path::of),
            FOLDERS.stream().flatMap(Jdk25::inside))
        .filter(Jdk25::is25)
        .findFirst();
  }

  private static Stream<Path> inside(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> homes = Files.list(folder)) {
      return homes.sorted().toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static boolean is25(Path home) {
    final Path release = home.resolve("release");
    try {
      return Files.isExecutable(home.resolve("bin/jlink"))
          && Files.isReadable(release)
          && Files.readString(release).contains("JAVA_VERSION=\"25");
    } catch (IOException e) {
      return false;
    }
  }
}
