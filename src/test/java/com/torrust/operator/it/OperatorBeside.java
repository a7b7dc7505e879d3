package com.torrust.operator.it;

import com.torrust.operator.cluster.TestCluster;
import java.util.Map;
import java.util.TreeMap;

/** An operator that runs as a process beside the cluster. */
final class OperatorBeside extends Operator {

  private final TestCluster cluster;
  private OperatorProcess process;

  OperatorBeside(TestCluster cluster) {
    this.cluster = cluster;
    start(Map.of());
  }

  @Override
  void start(Map<String, String> properties) {
    process = OperatorProcess.start(cluster, properties);
  }

  @Override
  Run another(String namespace, Map<String, String> properties) {
    final Map<String, String> all = new TreeMap<>(properties);
    all.put("quarkus.operator-sdk.namespaces", namespace);
    return OperatorProcess.start(cluster, all)::close;
  }

  @Override
  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void stop() {
    process.close();
  }

  @Override
  public String log() {
    return process.log();
  }

  @Override
  public String get(String path) {
    return process.get(path).body();
  }
}
