package com.torrust.operator.it;

import java.util.Map;
import java.util.Optional;

/** The operator that tests of one cluster share; a test may stop it and start it again. */
public abstract class Operator implements AutoCloseable {

  private Map<String, String> properties = Map.of();

  /** An operator that runs until it is closed. */
  interface Run extends AutoCloseable {

    @Override
    void close();
  }

  /** Ends the operator if it runs, and starts it with the given system properties. */
  public final synchronized void restart(Map<String, String> properties) {
    stop();
    start(properties);
    this.properties = properties;
  }

  /** Ends the operator if it runs. */
  public abstract void stop();

  /**
   * Starts an operator for one namespace, with further system properties, beside the one that runs
   * if the cluster allows it.
   */
  abstract Run another(String namespace, Map<String, String> properties);

  /** Returns what the running operator printed so far. */
  public abstract String log();

  /** Returns what the running operator answers to a GET of a path. */
  public abstract String get(String path);

  /** Starts the operator with the given system properties, and returns when it listens. */
  abstract void start(Map<String, String> properties);

  abstract boolean isAlive();

  /** Returns the system properties that it runs with, empty while it does not run. */
  final synchronized Optional<Map<String, String>> state() {
    return isAlive() ? Optional.of(properties) : Optional.empty();
  }

  /** Makes it run, or not, as it did when it had the given state. */
  final synchronized void restore(Optional<Map<String, String>> state) {
    if (!state().equals(state)) {
      state.ifPresentOrElse(this::restart, this::stop);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
