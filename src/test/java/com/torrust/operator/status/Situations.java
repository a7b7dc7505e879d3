package com.torrust.operator.status;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The table of situations and what the status must say of each. */
final class Situations {

  private Situations() {}

  /** How it stands with the stack as a whole. */
  enum Overall {
    /** Ready is True. */
    READY,
    /** Ready is False, and it may end by itself. */
    RECONCILING,
    /** Ready is False, and a person must act. */
    STALLED,
    /** Ready is False, and nobody acts. */
    WAITING
  }

  /**
   * A line of the table.
   *
   * @param name what is seen
   * @param situation makes the situation
   * @param type the condition that it is about
   * @param status that condition's status
   * @param reason that condition's reason
   * @param message part of that condition's message
   * @param overall how it stands with the stack as a whole
   */
  record Line(
      String name,
      Supplier<Situation> situation,
      ConditionType type,
      String status,
      String reason,
      String message,
      Overall overall) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** The left side of a line. */
  record Seen(String name, Supplier<Situation> situation) {

    Line holds(ConditionType type, String reason, String message, Overall overall) {
      return new Line(name, situation, type, "True", reason, message, overall);
    }

    Line fails(ConditionType type, String reason, String message, Overall overall) {
      return new Line(name, situation, type, "False", reason, message, overall);
    }
  }

  static Stream<Line> all() {
    return Stream.of(
            ComponentSituations.rollouts(),
            ComponentSituations.pods(),
            StackSituations.failures(),
            StackSituations.exposure(),
            StackSituations.monitored(),
            GatewaySituations.all(),
            CertificateSituations.issued(),
            CertificateSituations.missing(),
            CertificateSituations.pending(),
            CertificateSituations.failed(),
            StackSituations.whileSuspended())
        .flatMap(lines -> lines);
  }

  /** Begins a line about a healthy stack after a change. */
  static Seen line(String name, UnaryOperator<Situation> change) {
    return new Seen(name, () -> change.apply(Situation.healthy()));
  }

  /** Begins a line about a suspended stack after a change. */
  static Seen suspended(String name, UnaryOperator<Situation> change) {
    return new Seen(name, () -> change.apply(Situation.healthy("suspend: true")));
  }
}
