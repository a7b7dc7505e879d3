package com.torrust.operator.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at what a process has open again and again, and remembers the most. */
final class UsageWatch implements AutoCloseable {

  private static final long EVERY_MILLIS = 200;

  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private Usage most = new Usage(0, 0);
  private int mostConnections;

  private UsageWatch() {}

  /**
   * Starts to look.
   *
   * @param port connections to it are counted apart
   */
  static UsageWatch of(long pid, int port) {
    final UsageWatch watch = new UsageWatch();
    watch.executor.scheduleWithFixedDelay(
        () -> watch.look(pid, port), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look(long pid, int port) {
    try {
      final Usage now = Usage.of(pid);
      final int connections = Usage.connectionsTo(pid, port);
      synchronized (this) {
        most = most.orMore(now);
        mostConnections = Math.max(mostConnections, connections);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized Usage most() {
    return most;
  }

  synchronized int mostConnections() {
    return mostConnections;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
