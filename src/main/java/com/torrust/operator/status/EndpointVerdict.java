package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.Endpoint;
import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.verification.Checked;
import com.torrust.operator.verification.Result;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges whether the endpoints of a stack work, from what the verification found. */
final class EndpointVerdict {

  private EndpointVerdict() {}

  /** Returns the endpoints as they stand in the status. */
  static List<Endpoint> endpoints(List<Checked> endpoints, TorrustStack stack, Instant now) {
    return endpoints.stream().map(checked -> endpoint(checked, stack, now)).toList();
  }

  /** Returns the verdicts on the WebSocket and on the other endpoints, each if there is such. */
  static Stream<Verdict> of(List<Checked> endpoints) {
    final Predicate<Checked> live = checked -> checked.target().row() == EndpointRow.GRAFANA_LIVE;
    return Stream.of(
            verdict(
                ConditionType.WEB_SOCKET_READY,
                endpoints.stream().filter(live).map(Checked::result).toList()),
            verdict(
                ConditionType.ENDPOINTS_VERIFIED,
                endpoints.stream().filter(live.negate()).map(Checked::result).toList()))
        .flatMap(Optional::stream);
  }

  private static Optional<Verdict> verdict(ConditionType type, List<Result> results) {
    return results.stream()
        .map(Result::reason)
        .max(Comparator.comparing(Reason::severity).thenComparing(Comparator.reverseOrder()))
        .map(
            worst ->
                new Verdict(
                    type,
                    status(worst),
                    worst.severity(),
                    worst.word(),
                    worst.severity() == Severity.GOOD && results.size() > 1
                        ? "all " + results.size() + " endpoints answer as they should"
                        : messages(results, worst)));
  }

  private static String messages(List<Result> results, Reason worst) {
    return results.stream()
        .filter(result -> result.reason() == worst)
        .map(Result::message)
        .distinct()
        .collect(Collectors.joining(". "));
  }

  private static Endpoint endpoint(Checked checked, TorrustStack stack, Instant now) {
    final String name = checked.target().endpoint();
    final String verified = status(checked.result().reason());
    final String since =
        Optional.ofNullable(stack.getStatus()).stream()
            .flatMap(status -> status.endpoints().stream())
            .filter(before -> before.name().equals(name) && verified.equals(before.verified()))
            .map(Endpoint::since)
            .findFirst()
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new Endpoint(
        name,
        checked.target().row(),
        checked.target().url(),
        verified,
        checked.result().reason().word(),
        checked.result().message(),
        since);
  }

  private static String status(Reason reason) {
    return switch (reason.severity()) {
      case GOOD -> Verdict.TRUE;
      case UNDECIDED -> Verdict.UNKNOWN;
      case PROGRESSING, STALLED -> reason == Reason.VERIFYING ? Verdict.UNKNOWN : Verdict.FALSE;
    };
  }
}
