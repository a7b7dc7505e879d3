package com.torrust.operator.status;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The judgement on one aspect of a stack, a condition before it has times.
 *
 * @param type the aspect
 * @param status True, False or Unknown
 * @param severity who can end the state
 * @param reason why, in one word
 * @param message why, in words
 */
record Verdict(
    ConditionType type, String status, Severity severity, String reason, String message) {

  static final String TRUE = "True";
  static final String FALSE = "False";
  static final String UNKNOWN = "Unknown";

  static Verdict of(ConditionType type, String status, Reason reason, String observed) {
    return new Verdict(type, status, reason.severity(), reason.word(), reason.message(observed));
  }

  static Verdict holds(ConditionType type, Reason reason, String observed) {
    return of(type, TRUE, reason, observed);
  }

  static Verdict fails(ConditionType type, Reason reason, String observed) {
    return of(type, FALSE, reason, observed);
  }

  /** Returns the verdict on an aspect that has failures: the worst ones count, all are told. */
  static Optional<Verdict> ofFailures(ConditionType type, List<Failure> failures) {
    return failures.stream()
        .max(Comparator.comparing(failure -> failure.reason().severity()))
        .map(
            worst ->
                fails(
                    type,
                    worst.reason(),
                    failures.stream()
                        .filter(failure -> failure.reason() == worst.reason())
                        .map(Failure::observed)
                        .distinct()
                        .collect(Collectors.joining(", "))));
  }

  /** Returns that an aspect fails: the worst verdict gives the reason, and all are told. */
  static Optional<Verdict> worst(ConditionType type, List<Verdict> verdicts) {
    return verdicts.stream()
        .max(Comparator.comparing(Verdict::severity))
        .map(
            worst ->
                new Verdict(type, FALSE, worst.severity(), worst.reason(), messages(verdicts)));
  }

  /** Returns what several verdicts say, each once. */
  static String messages(List<Verdict> verdicts) {
    return verdicts.stream().map(Verdict::message).distinct().collect(Collectors.joining(". "));
  }

  /** Returns whether the stack is not ready because of it, if the aspect gates Ready. */
  boolean blocks() {
    return severity.blocks();
  }
}
