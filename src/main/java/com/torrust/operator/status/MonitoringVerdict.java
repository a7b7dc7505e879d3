package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.tracker.TrackerSchema;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells whether a Prometheus of the user's can find the stack. Nothing that the stack serves
 * depends on it, so it does not gate Ready, and is Unknown rather than False.
 */
final class MonitoringVerdict {

  private static final ConditionType TYPE = ConditionType.MONITORED;

  private MonitoringVerdict() {}

  /** Returns the verdict, empty when the stack asks for no ServiceMonitors or has no metrics. */
  static Optional<Verdict> of(TorrustStack stack, Observed observed) {
    final TorrustStackSpec spec = stack.getSpec();
    final boolean metrics = TrackerSchema.hasMetrics(spec.tracker()) || spec.grafana().enabled();
    if (spec.prometheus().serviceMonitor() == null || !metrics) {
      return Optional.empty();
    }
    if (observed.serviceMonitors().isEmpty()) {
      return Optional.of(
          Verdict.of(
              TYPE,
              Verdict.UNKNOWN,
              Reason.PROMETHEUS_OPERATOR_MISSING,
              "the cluster does not know monitoring.coreos.com/v1 ServiceMonitors"));
    }
    return Verdict.ofFailures(TYPE, observed.failures(TYPE))
        .map(failed -> unknown(failed.severity(), failed.reason(), failed.message()))
        .or(() -> Optional.of(written(observed)));
  }

  private static Verdict unknown(Severity severity, String reason, String message) {
    return new Verdict(TYPE, Verdict.UNKNOWN, severity, reason, message);
  }

  private static Verdict written(Observed observed) {
    final String names =
        observed.serviceMonitors().get().stream()
            .map(monitor -> monitor.getMetadata().getName())
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Verdict.of(
            TYPE, Verdict.UNKNOWN, Reason.NOT_CREATED, "the ServiceMonitors are not there yet")
        : Verdict.holds(TYPE, Reason.SERVICE_MONITORS_WRITTEN, "ServiceMonitors: " + names);
  }
}
