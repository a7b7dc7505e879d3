package com.torrust.operator.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** All {@link Workspace}s of this user on this machine, in one folder. */
final class Workspaces {

  static final String OWNER = "owner.lock";

  private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(2);
  private static final String PREFIX = "cluster-" + ProcessHandle.current().pid() + "-";

  private Workspaces() {}

  /** Opens a new workspace, after removing those whose JVM has ended without doing so. */
  static Workspace open() {
    return alone(
        () -> {
          removeAbandoned();
          Path folder = Files.createTempDirectory(root(), PREFIX);
          try {
            return Workspace.take(folder);
          } catch (IOException | IllegalStateException e) {
            clear(folder);
            throw e;
          }
        });
  }

  /**
   * Does something while no other JVM of this user is in here. Choosing free ports and binding them
   * is such a thing: two that choose the same at once would mix two clusters up.
   */
  static synchronized <T> T alone(Callable<T> action) {
    // Closing the channel drops the lock.
    try (FileChannel channel =
        FileChannel.open(
            Files.createDirectories(root()).resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      Awaitility.await()
          .atMost(LOCK_TIMEOUT)
          .pollDelay(Duration.ZERO)
          .until(() -> tryLock(channel) != null);
      return action.call();
    } catch (ConditionTimeoutException e) {
      throw new ClusterException("another start of a test cluster does not end: " + root(), e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ClusterException("can't use " + root() + ": " + e.getMessage(), e);
    }
  }

  /** Stops the processes of a workspace and deletes its folder, the lock last. */
  static void clear(Path folder) throws IOException {
    HostPathVolumes volumes = HostPathVolumes.of(folder);
    WorkspaceProcesses.in(folder).stop();
    volumes.delete();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> inside =
          files
              .sorted(Comparator.reverseOrder())
              .filter(file -> !file.equals(folder) && !file.equals(folder.resolve(OWNER)))
              .toList();
      for (Path file : inside) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.deleteIfExists(folder.resolve(OWNER));
    Files.deleteIfExists(folder);
  }

  private static void removeAbandoned() throws IOException {
    try (Stream<Path> folders = Files.list(root())) {
      // Not this JVM's own: closing a second channel to a locked file would drop the lock.
      for (Path folder : folders.filter(Files::isDirectory).filter(f -> !isOurs(f)).toList()) {
        removeIfAbandoned(folder);
      }
    }
  }

  private static void removeIfAbandoned(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve(OWNER), StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel)) {
      if (lock != null) {
        Progress.say("removing what an earlier run left in " + folder);
        clear(folder);
      }
    } catch (NoSuchFileException e) {
      // Its own JVM is just deleting it.
    } catch (IOException e) {
      Progress.say("could not remove " + folder + ": " + e.getMessage());
    }
  }

  private static boolean isOurs(Path folder) {
    return folder.getFileName().toString().startsWith(PREFIX);
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static Path root() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "torrust-operator-test-" + System.getProperty("user.name"));
  }
}
