package com.torrust.operator.ingress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to something that a machine has only once, such as a port, among all test runs of a
 * user. The operating system takes it back when the JVM ends in any way.
 */
final class Claim implements AutoCloseable {

  private final FileChannel channel;

  private Claim(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes it unless somebody has it. */
  static Optional<Claim> attempt(String what) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              Files.createDirectories(folder()).resolve(what),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return Optional.of(new Claim(channel));
      }
    } catch (OverlappingFileLockException e) {
      // Taken by this JVM.
    } catch (IOException e) {
      throw new UncheckedIOException("can't claim " + what, e);
    }
    close(channel);
    return Optional.empty();
  }

  @Override
  public void close() {
    close(channel);
  }

  /** The files stay: to delete one that another JVM just opened would give the same claim twice. */
  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "torrust-operator-claims-" + System.getProperty("user.name"));
  }
}
