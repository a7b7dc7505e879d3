package com.torrust.operator.it;

import com.torrust.operator.cluster.TestCluster;
import java.util.Map;

/** The operator that a test run shares; a test may stop it and start it again. */
public final class Operator implements AutoCloseable {

  private final TestCluster cluster;
  private OperatorProcess process;
  private boolean usual = true;

  Operator(TestCluster cluster) {
    this.cluster = cluster;
    this.process = OperatorProcess.start(cluster, Map.of());
  }

  /** Ends the operator if it runs, and starts it with the given system properties. */
  public void restart(Map<String, String> properties) {
    stop();
    process = OperatorProcess.start(cluster, properties);
    usual = properties.isEmpty();
  }

  /** Ends the operator if it runs. */
  public void stop() {
    process.close();
  }

  /** Starts the operator again if it does not run as usual. */
  void reset() {
    if (!process.isAlive() || !usual) {
      restart(Map.of());
    }
  }

  /** Returns what the running operator printed so far. */
  public String log() {
    return process.log();
  }

  /** Returns what the running operator answers to a GET of a path. */
  public String get(String path) {
    return process.get(path).body();
  }

  @Override
  public void close() {
    stop();
  }
}
