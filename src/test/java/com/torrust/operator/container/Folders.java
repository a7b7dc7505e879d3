package com.torrust.operator.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders with exact owners and modes, whatever the umask. */
final class Folders {

  private static final int PERMISSIONS = 07777;

  private Folders() {}

  static Path temporary(String prefix) {
    try {
      return Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  static Path create(Path folder, int mode) {
    try {
      Files.createDirectories(folder);
      Files.setAttribute(folder, "unix:mode", mode);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, byte[] content, int mode) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      Files.setAttribute(file, "unix:mode", mode);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void link(Path link, String target) {
    try {
      Files.createSymbolicLink(link, Path.of(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a symbolic link points to, if there is one. */
  static Optional<Path> linked(Path link) {
    try {
      return Files.isSymbolicLink(link)
          ? Optional.of(Files.readSymbolicLink(link))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves a file to the place of another, which is there until it is gone. */
  static void replace(Path file, Path other) {
    try {
      Files.move(file, other, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names in a folder. */
  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the kubelet does for fsGroup: the group owns everything, and new files inherit the group.
   */
  static void giveToGroup(Path folder, long group, boolean readOnly) {
    int fileBits = readOnly ? 0440 : 0660;
    int folderBits = fileBits | 02110;
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        Files.setAttribute(path, "unix:gid", (int) group, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isSymbolicLink(path)) {
          int mode = (Integer) Files.getAttribute(path, "unix:mode") & PERMISSIONS;
          Files.setAttribute(
              path, "unix:mode", mode | (Files.isDirectory(path) ? folderBits : fileBits));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot apply fsGroup to " + folder, e);
    }
  }

  /** Deletes a folder and all in it, without following links. */
  static void delete(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
