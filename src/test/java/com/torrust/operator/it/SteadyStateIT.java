package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.cluster.AuditLog;
import com.torrust.operator.cluster.TestCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A settled stack costs no write, however often it is looked at again. */
@WithOperator
class SteadyStateIT {

  private static final String RESYNC =
      "quarkus.operator-sdk.controllers.torruststack.max-reconciliation-interval";

  /** All fields that the API server may fill in or write otherwise. */
  private static final String ODD_FORMS =
      """
  tracker:
    storage: {size: 2048Mi}
    resources: {requests: {cpu: '0.25', memory: 262144Ki}, limits: {cpu: 1000m, memory: '1e9'}}
    env: [{name: EMPTY}, {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}},
          {name: CPU, valueFrom: {resourceFieldRef: {resource: requests.memory, divisor: 1024Ki}}},
          {name: OPTIONAL, valueFrom: {secretKeyRef: {name: none, key: k, optional: true}}}]
    pod:
      tolerations: [{key: a, operator: Exists}]
      affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [
        {weight: 1, podAffinityTerm: {topologyKey: kubernetes.io/hostname}}]}}
      topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}]
      securityContext: {supplementalGroups: [1]}
""";

  @ParameterizedTest
  @ValueSource(strings = {"", ODD_FORMS})
  void isNeverWrittenTo(String spec, Sandbox sandbox, Operator operator, TestCluster cluster) {
    sandbox.apply(spec);
    sandbox.awaitReady();

    final List<AuditLog.Entry> writes = writesWhileSettled(sandbox, operator, cluster);

    System.out.println("writes while settled, a restart and three resyncs: " + writes.size());
    assertThat(writes).isEmpty();
  }

  /** Returns what the operator writes in a sandbox over a restart and three resyncs. */
  static List<AuditLog.Entry> writesWhileSettled(
      Sandbox sandbox, Operator operator, TestCluster cluster) {
    operator.restart(Map.of(RESYNC, "PT3S"));
    final Instant start = Instant.now();
    Sandbox.await().until(() -> looks(cluster.audit(), sandbox, start) >= 4);
    final List<AuditLog.Entry> writes =
        cluster.audit().writes(OperatorProcess.USER, sandbox.namespace()).stream()
            .filter(write -> write.at().isAfter(start))
            .toList();
    operator.restart(Map.of());
    return writes;
  }

  /** Each reconcile reads the token's Secret once. */
  private static long looks(AuditLog audit, Sandbox sandbox, Instant since) {
    return audit.entries().stream()
        .filter(entry -> entry.at().isAfter(since) && entry.user().equals(OperatorProcess.USER))
        .filter(entry -> entry.namespace().equals(sandbox.namespace()))
        .filter(entry -> entry.verb().equals("get") && entry.name().equals("demo-tracker-token"))
        .count();
  }
}
