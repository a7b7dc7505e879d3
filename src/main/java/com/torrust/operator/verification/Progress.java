package com.torrust.operator.verification;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.status.Reason;
import com.torrust.operator.status.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is known of a stack's endpoints, and what is only suspected: bad news count when they come
 * twice, so that one lost packet changes no status.
 *
 * @param assignment what is verified
 * @param known what is reported, one result per endpoint that can be verified now
 * @param suspected bad news that came once, by endpoint
 * @param troubled how many looks in a row found something that does not work
 * @param lockedUntil until then no password is sent, because the last one was refused
 */
record Progress(
    Assignment assignment,
    List<Result> known,
    Map<String, Result> suspected,
    int troubled,
    Instant lockedUntil) {

  /** After a suspicion, the next look comes this soon. */
  static final Duration SOON = Duration.ofSeconds(3);

  /** After the first bad look; it doubles with each further one. */
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);

  /** A refused password is tried again after so many intervals. */
  private static final int LOCK_INTERVALS = 10;

  private static final int MOST_DOUBLINGS = 20;

  /**
   * Returns the progress before the first look.
   *
   * @param before results of the same endpoints, by an earlier operator
   */
  static Progress begin(Assignment assignment, List<Result> before) {
    return carrying(assignment, before, Instant.MIN);
  }

  /** Returns the progress with another assignment; a new password ends the lock. */
  Progress reassigned(Assignment next) {
    return carrying(
        next,
        next.exposure().equals(assignment.exposure()) ? known : List.of(),
        next.version().equals(assignment.version()) ? lockedUntil : Instant.MIN);
  }

  /** Returns the endpoints to look at now. */
  List<Target> due(Instant now) {
    return assignment.open().stream().filter(target -> !isLocked(target, now)).toList();
  }

  /** Returns the progress after a look at what was due. */
  Progress after(Found look, Instant now) {
    final List<Result> found = look.results();
    final Map<String, Result> fresh = Result.byEndpoint(found);
    final Map<String, Result> before = Result.byEndpoint(known);
    final Map<String, Result> suspicions =
        found.stream()
            .filter(result -> isSurprise(before.get(result.endpoint()), result))
            .filter(result -> !suspected.containsKey(result.endpoint()))
            .collect(Collectors.toMap(Result::endpoint, Function.identity()));
    final List<Result> next =
        known.stream()
            .map(
                result ->
                    suspicions.containsKey(result.endpoint())
                        ? result
                        : fresh.getOrDefault(result.endpoint(), result))
            .toList();
    final boolean well =
        suspicions.isEmpty()
            && next.stream().allMatch(result -> result.reason().severity() == Severity.GOOD);
    return new Progress(
        assignment,
        next,
        suspicions,
        well ? 0 : Math.min(troubled + 1, MOST_DOUBLINGS),
        look.passwordRefused()
            ? now.plus(assignment.interval().multipliedBy(LOCK_INTERVALS))
            : lockedUntil);
  }

  /** Returns how long to wait for the next look, before jitter. */
  Duration delay() {
    if (!suspected.isEmpty()) {
      return SOON;
    }
    if (troubled == 0) {
      return assignment.interval();
    }
    final Duration retry = FIRST_RETRY.multipliedBy(1L << (troubled - 1));
    return retry.compareTo(assignment.interval()) < 0 ? retry : assignment.interval();
  }

  private static Progress carrying(Assignment assignment, List<Result> before, Instant lock) {
    final Map<String, Result> carried = Result.byEndpoint(before);
    return new Progress(
        assignment,
        assignment.open().stream()
            .map(
                target ->
                    Optional.ofNullable(carried.get(target.endpoint()))
                        .orElseGet(() -> Result.verifying(target)))
            .toList(),
        Map.of(),
        0,
        lock);
  }

  /** A refused password is not sent again soon: Grafana locks out who tries too often. */
  private boolean isLocked(Target target, Instant now) {
    return target.row() == EndpointRow.GRAFANA_LIVE
        && now.isBefore(lockedUntil)
        && known.stream()
            .filter(result -> result.endpoint().equals(target.endpoint()))
            .map(Result::reason)
            .anyMatch(reason -> reason.severity() != Severity.GOOD && reason != Reason.VERIFYING);
  }

  private static boolean isSurprise(Result before, Result now) {
    if (before == null || now.reason().severity() == Severity.GOOD) {
      return false;
    }
    return before.reason().severity() == Severity.GOOD
        || (before.reason() == Reason.VERIFYING && now.reason().severity().blocks());
  }
}
