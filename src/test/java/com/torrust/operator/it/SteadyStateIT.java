package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.cluster.AuditLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A settled stack costs no write, however often it is looked at again. */
@WithOperator
class SteadyStateIT {

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
  void isNeverWrittenTo(String spec, Sandbox sandbox, Resyncs resyncs) {
    sandbox.apply(spec);
    sandbox.awaitReady();
    // The controllers of the cluster may still write what follows from it.
    sandbox.awaitQuiet();

    final Map<String, String> versions = versions(sandbox);

    final List<AuditLog.Entry> writes = resyncs.writes();

    System.out.println("writes while settled, a restart and three resyncs: " + writes.size());
    assertThat(writes).isEmpty();
    assertThat(versions(sandbox)).as("nobody else was made to write either").isEqualTo(versions);
  }

  private static Map<String, String> versions(Sandbox sandbox) {
    return NamespaceObjects.of(sandbox).childrenOf("demo").versions();
  }
}
