package com.torrust.operator.it;

import java.util.Map;

/** The operator that tests of one cluster share; a test may stop it and start it again. */
public abstract class Operator implements AutoCloseable {

  private boolean usual = true;

  /** Ends the operator if it runs, and starts it with the given system properties. */
  public final synchronized void restart(Map<String, String> properties) {
    stop();
    start(properties);
    usual = properties.isEmpty();
  }

  /** Ends the operator if it runs. */
  public abstract void stop();

  /** Returns what the running operator printed so far. */
  public abstract String log();

  /** Returns what the running operator answers to a GET of a path. */
  public abstract String get(String path);

  /** Starts the operator with the given system properties, and returns when it listens. */
  abstract void start(Map<String, String> properties);

  abstract boolean isAlive();

  /** Starts the operator again if it does not run as usual. */
  final synchronized void reset() {
    if (!isAlive() || !usual) {
      restart(Map.of());
    }
  }

  @Override
  public void close() {
    stop();
  }
}
