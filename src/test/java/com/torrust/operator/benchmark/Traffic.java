package com.torrust.operator.benchmark;

import com.torrust.operator.cluster.AuditLog;
import com.torrust.operator.it.OperatorProcess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the operator asked of the API server since some moment, from the audit log.
 *
 * @param requests its finished requests
 * @param writes the successful writes among them, without leases and events
 */
record Traffic(List<AuditLog.Entry> requests, List<AuditLog.Entry> writes) {

  static Traffic since(Instant begin, Bed bed) {
    return new Traffic(
        bed.audit().entries().stream()
            .filter(entry -> entry.user().equals(OperatorProcess.USER) && after(begin, entry))
            .toList(),
        bed.audit().writes(OperatorProcess.USER).stream()
            .filter(entry -> after(begin, entry))
            .toList());
  }

  /** The moments of the reconciles. */
  List<Instant> reconciles() {
    return requests.stream()
        .filter(OperatorProcess::isReconcile)
        .map(AuditLog.Entry::at)
        .sorted()
        .toList();
  }

  /** How many requests of each kind there were, such as {@code patch deployments}. */
  Map<String, Long> byKind() {
    return requests.stream()
        .collect(Collectors.groupingBy(Traffic::kind, TreeMap::new, Collectors.counting()));
  }

  private static String kind(AuditLog.Entry entry) {
    return entry.verb()
        + " "
        + entry.resource()
        + (entry.subresource().isEmpty() ? "" : "/" + entry.subresource())
        + (entry.code() < 400 ? "" : " answered " + entry.code());
  }

  private static boolean after(Instant begin, AuditLog.Entry entry) {
    return entry.at().isAfter(begin);
  }
}
