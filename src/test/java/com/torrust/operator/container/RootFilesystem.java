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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file system of the image: the programs with their libraries, busybox and a few devices,
 * nothing else.
 */
final class RootFilesystem {

  private static final Pattern LIBRARY = Pattern.compile("(?:=>)?\\s*(/\\S+) \\(0x");

  private final Path root;
  private final List<Mount> mounts = new ArrayList<>();

  private RootFilesystem(Path root) {
    this.root = root;
  }

  static RootFilesystem make(
      Path folder, Map<String, Path> programs, String address, Map<String, String> hosts) {
    RootFilesystem made = new RootFilesystem(Folders.create(folder, 0755));
    made.skeleton();
    made.hosts(address, hosts);
    made.busybox();
    programs.forEach(made::program);
    return made;
  }

  Path root() {
    return root;
  }

  /** What has to be mounted into the root: devices, and the programs, which are too big to copy. */
  List<Mount> mounts() {
    return List.copyOf(mounts);
  }

  private void skeleton() {
    Stream.of("etc", "proc", "dev", "usr", "usr/bin", "busybox")
        .forEach(name -> Folders.create(root.resolve(name), 0755));
    file(
        "etc/passwd",
        "root:x:0:0:root:/root:/sbin/nologin\n"
            + "nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\n");
    file("etc/group", "root:x:0:\nnobody:x:65534:\n");
    file("etc/nsswitch.conf", "hosts: files dns\n");
    Stream.of("null", "zero", "random", "urandom")
        .forEach(device -> mounts.add(new Mount(Path.of("/dev", device), "/dev/" + device, false)));
    Folders.link(root.resolve("dev/fd"), "/proc/self/fd");
    Folders.link(root.resolve("dev/stdin"), "/proc/self/fd/0");
    Folders.link(root.resolve("dev/stdout"), "/proc/self/fd/1");
    Folders.link(root.resolve("dev/stderr"), "/proc/self/fd/2");
  }

  private void hosts(String address, Map<String, String> others) {
    StringBuilder lines =
        new StringBuilder("127.0.0.1\tlocalhost\n::1\tlocalhost\n" + address + "\tpod\n");
    others.forEach((name, other) -> lines.append(other + "\t" + name + "\n"));
    file("etc/hosts", lines.toString());
  }

  private void file(String path, String text) {
    Folders.write(root.resolve(path), text.getBytes(StandardCharsets.UTF_8), 0644);
  }

  private void busybox() {
    Path busybox = Path.of(Tools.path("busybox"));
    copy(busybox, "/busybox/busybox");
    libraries(busybox).forEach(library -> copy(library, library.toString()));
    Tools.applets()
        .forEach(applet -> Folders.link(root.resolve("busybox").resolve(applet), "busybox"));
  }

  private void program(String pathInImage, Path real) {
    if (!Files.isExecutable(real) || Files.isDirectory(real)) {
      throw new IllegalStateException(
          "the program for " + pathInImage + " is not an executable file: " + real);
    }
    mounts.add(new Mount(real.toAbsolutePath(), pathInImage, true));
    libraries(real).forEach(library -> copy(library, library.toString()));
  }

  /** The shared libraries of a program and its loader; none for a static one. */
  private static List<Path> libraries(Path program) {
    Commands.Result result =
        Commands.run(Duration.ofSeconds(10), List.of(Tools.path("ldd"), program.toString()));
    List<Path> libraries = new ArrayList<>();
    for (String line : result.text().lines().toList()) {
      if (line.contains("not found")) {
        throw new IllegalStateException(program + " lacks a shared library:" + line);
      }
      Matcher matcher = LIBRARY.matcher(line);
      if (matcher.find()) {
        libraries.add(Path.of(matcher.group(1)));
      }
    }
    return libraries;
  }

  private void copy(Path source, String pathInImage) {
    Path target = root.resolve(pathInImage.substring(1));
    if (!Files.exists(target)) {
      try {
        Folders.write(target, Files.readAllBytes(source), 0755);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot copy " + source, e);
      }
    }
  }
}
