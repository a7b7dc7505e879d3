package com.torrust.operator.it;

import com.torrust.operator.cluster.AuditLog;
import com.torrust.operator.cluster.TestCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the operator writes when it looks at a stack again and again. */
public final class Resyncs {

  private static final String RESYNC =
      "quarkus.operator-sdk.controllers.torruststack.max-reconciliation-interval";

  private Resyncs() {}

  /** Returns what the operator writes in a sandbox over a restart and three resyncs. */
  public static List<AuditLog.Entry> writesDuring(
      Sandbox sandbox, Operator operator, TestCluster cluster) {
    operator.stop();
    final Instant start = Instant.now();
    operator.restart(Map.of(RESYNC, "PT3S"));
    Sandbox.await().until(() -> looks(cluster.audit(), sandbox, start) >= 4);
    final List<AuditLog.Entry> writes = sandbox.writesSince(start);
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
