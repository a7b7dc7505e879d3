package com.torrust.operator.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process has open, from {@code /proc}.
 *
 * @param threads its threads
 * @param sockets its sockets
 */
record Usage(int threads, int sockets) {

  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String ESTABLISHED = "01";

  static Usage of(long pid) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return new Usage((int) tasks.count(), inodes(pid).size());
    }
  }

  /** Returns how many connections of a process to a port are open. */
  static int connectionsTo(long pid, int port) throws IOException {
    final Set<String> own = inodes(pid);
    final String suffix = String.format(Locale.ROOT, ":%04X", port);
    int count = 0;
    for (final String file : List.of("tcp", "tcp6")) {
      count +=
          (int)
              Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", file)).stream()
                  .map(line -> line.trim().split("\\s+"))
                  .filter(fields -> fields[REMOTE].endsWith(suffix))
                  .filter(fields -> fields[STATE].equals(ESTABLISHED))
                  .filter(fields -> own.contains(fields[INODE]))
                  .count();
    }
    return count;
  }

  /** Returns the larger of each number. */
  Usage orMore(Usage other) {
    return new Usage(Math.max(threads, other.threads), Math.max(sockets, other.sockets));
  }

  private static Set<String> inodes(long pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files
          .map(Usage::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring("socket:[".length(), target.length() - 1))
          .collect(Collectors.toCollection(HashSet::new));
    }
  }

  /** A descriptor may be closed while it is looked at. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
