package com.torrust.operator.it;

import com.torrust.operator.cluster.AuditLog;
import com.torrust.operator.cluster.TestCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the operator writes when it looks at the stack of a sandbox again and again. */
public final class Resyncs {

  private final Operator operator;
  private final TestCluster cluster;
  private final Sandbox sandbox;

  Resyncs(Operator operator, TestCluster cluster, Sandbox sandbox) {
    this.operator = operator;
    this.cluster = cluster;
    this.sandbox = sandbox;
  }

  /**
   * Returns what is written in the sandbox while an operator that has just started looks at it four
   * times.
   */
  public List<AuditLog.Entry> writes() {
    sandbox.awaitQuiet();
    final Instant start = Instant.now();
    try (Operator.Run fresh =
        operator.another(sandbox.namespace(), Map.of(OperatorProcess.RESYNC, "PT3S"))) {
      Sandbox.await().until(() -> looks(start) >= 4);
    }
    return sandbox.writesSince(start);
  }

  private long looks(Instant since) {
    return cluster.audit().entries().stream()
        .filter(entry -> entry.at().isAfter(since) && OperatorProcess.isReconcile(entry))
        .filter(entry -> entry.namespace().equals(sandbox.namespace()))
        .filter(entry -> entry.name().equals("demo-tracker-token"))
        .count();
  }
}
