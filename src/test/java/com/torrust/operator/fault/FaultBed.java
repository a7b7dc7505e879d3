package com.torrust.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.cluster.FaultyCluster;
import com.torrust.operator.it.Kubectl;
import com.torrust.operator.it.OperatorExtension;
import com.torrust.operator.it.OperatorProcess;
import com.torrust.operator.it.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A cluster to break, and the operator behind a proxy that breaks its connections. */
final class FaultBed implements AutoCloseable {

  /** Whether the faults last as long as real ones. */
  static final boolean LONG = Boolean.getBoolean("it.faults.long");

  private final FaultyCluster cluster;
  private final FaultProxy proxy;
  private final List<OperatorProcess> operators = new ArrayList<>();
  private final List<String> report = new ArrayList<>();

  private FaultBed(FaultyCluster cluster, FaultProxy proxy) {
    this.cluster = cluster;
    this.proxy = proxy;
  }

  static FaultBed start() {
    final FaultyCluster cluster = FaultyCluster.start();
    OperatorExtension.applyManifests(new Kubectl(cluster.cluster()));
    final FaultBed bed =
        new FaultBed(cluster, FaultProxy.before(cluster.cluster(), cluster.folder()));
    bed.startOperator(Map.of());
    return bed;
  }

  FaultyCluster cluster() {
    return cluster;
  }

  FaultProxy proxy() {
    return proxy;
  }

  /** Returns the operator that was started last. */
  OperatorProcess operator() {
    return operators.get(operators.size() - 1);
  }

  /** Starts an operator, beside those that run. */
  OperatorProcess startOperator(Map<String, String> properties) {
    return startOperator(properties, Map.of());
  }

  OperatorProcess startOperator(
      Map<String, String> properties, Map<String, String> environment) {
    operators.add(OperatorProcess.start(proxy.kubeconfig(), properties, environment));
    return operator();
  }

  /** Asserts that the operator has survived, and that its logs tell no secret of a namespace. */
  void assertUnharmed(Sandbox sandbox) {
    assertThat(operator().isAlive()).as("the operator still runs").isTrue();
    final Belongings belongings = Belongings.of(sandbox.client(), sandbox.namespace());
    operators.forEach(operator -> belongings.assertSecretIn(operator.log()));
  }

  /** Tells how long a recovery took. */
  void tell(String fault, Duration recovery, String more) {
    final String line =
        String.format(
            Locale.ROOT, "fault: %s: settled after %.1f s%s", fault, recovery.toMillis() / 1e3, more);
    report.add(line);
    System.out.println(line);
  }

  @Override
  public void close() {
    operators.forEach(OperatorProcess::close);
    proxy.close();
    cluster.close();
    report.forEach(System.out::println);
  }
}
