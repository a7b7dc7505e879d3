package com.torrust.operator.verification;

import static com.torrust.operator.verification.Assignments.INTERVAL;
import static com.torrust.operator.verification.Assignments.found;
import static com.torrust.operator.verification.Assignments.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known after some looks, and when the next one comes. */
class ProgressTest {

  private static final String LIVE = "live";
  private static final String PAGE = "grafana";
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Result WORKS = result(PAGE, Reason.ENDPOINT_VERIFIED);
  private static final Result FAILS = result(PAGE, Reason.BACKEND_UNAVAILABLE);
  private static final Result DRIFT = result(LIVE, Reason.ADMIN_PASSWORD_DRIFT);

  private static final Assignment ASSIGNMENT = Assignments.of("e", "v", PAGE);
  private static final Assignment BOTH = Assignments.of("e", "v", PAGE, LIVE);

  @Test
  void atFirstEverythingIsBeingVerified() {
    final Progress progress = Progress.begin(BOTH, List.of());
    assertThat(reasons(progress)).containsExactly(Reason.VERIFYING, Reason.VERIFYING);
    assertThat(progress.due(NOW)).hasSize(2);
  }

  @Test
  void goodNewsCountAtOnce() {
    final Progress progress = Progress.begin(ASSIGNMENT, List.of()).after(found(WORKS), NOW);
    assertThat(progress.known()).containsExactly(WORKS);
    assertThat(progress.delay()).isEqualTo(INTERVAL);
  }

  @Test
  void badNewsCountWhenTheyComeTwice() {
    final Progress good = Progress.begin(ASSIGNMENT, List.of(WORKS));
    final Progress suspicion = good.after(found(FAILS), NOW);
    assertThat(suspicion.known()).containsExactly(WORKS);
    assertThat(suspicion.delay()).isEqualTo(Progress.SOON);
    assertThat(suspicion.after(found(FAILS), NOW).known()).containsExactly(FAILS);
  }

  @Test
  void otherBadNewsConfirmToo() {
    final Result other = result(PAGE, Reason.NO_ANSWER);
    assertThat(
            Progress.begin(ASSIGNMENT, List.of(WORKS))
                .after(found(FAILS), NOW)
                .after(found(other), NOW)
                .known())
        .containsExactly(other);
  }

  @Test
  void aSuspicionThatIsNotConfirmedIsForgotten() {
    final Progress progress =
        Progress.begin(ASSIGNMENT, List.of(WORKS))
            .after(found(FAILS), NOW)
            .after(found(WORKS), NOW)
            .after(found(FAILS), NOW);
    assertThat(progress.known()).containsExactly(WORKS);
  }

  @Test
  void theFirstBadNewsOfANewStackAreOnlySuspectedToo() {
    final Progress progress = Progress.begin(ASSIGNMENT, List.of()).after(found(FAILS), NOW);
    assertThat(reasons(progress)).containsExactly(Reason.VERIFYING);
    assertThat(progress.delay()).isEqualTo(Progress.SOON);
    assertThat(progress.after(found(FAILS), NOW).known()).containsExactly(FAILS);
  }

  @Test
  void whatCannotBeToldIsKnownAtOnce() {
    final Result unknown = result(PAGE, Reason.DNS_NOT_READY);
    assertThat(Progress.begin(ASSIGNMENT, List.of()).after(found(unknown), NOW).known())
        .containsExactly(unknown);
  }

  @Test
  void theDelayDoublesUpToTheInterval() {
    Progress progress =
        Progress.begin(ASSIGNMENT, List.of(WORKS))
            .after(found(FAILS), NOW)
            .after(found(FAILS), NOW);
    final List<Duration> delays = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      delays.add(progress.delay());
      progress = progress.after(found(FAILS), NOW);
    }
    assertThat(delays.subList(0, 7).stream().map(Duration::toSeconds))
        .containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 600L);
    assertThat(delays.subList(6, 40)).containsOnly(INTERVAL);
  }

  @Test
  void theDelayIsTheIntervalAgainWhenAllIsWell() {
    assertThat(
            Progress.begin(ASSIGNMENT, List.of(FAILS))
                .after(found(FAILS), NOW)
                .after(found(WORKS), NOW)
                .delay())
        .isEqualTo(INTERVAL);
  }

  @Test
  void aRefusedPasswordRestsForTenIntervals() {
    final Progress locked = refused();
    final Instant end = NOW.plus(INTERVAL.multipliedBy(10));
    assertThat(endpoints(locked.due(NOW.plusSeconds(1)))).containsExactly(PAGE);
    assertThat(endpoints(locked.due(end.minusMillis(1)))).containsExactly(PAGE);
    assertThat(endpoints(locked.due(end))).containsExactly(PAGE, LIVE);
  }

  @Test
  void theLockAndItsResultOutliveLooksAtTheRest() {
    final Progress later = refused().after(found(WORKS), NOW.plusSeconds(60));
    assertThat(reasons(later)).containsExactly(Reason.ENDPOINT_VERIFIED, DRIFT.reason());
    assertThat(endpoints(later.due(NOW.plusSeconds(61)))).containsExactly(PAGE);
  }

  @Test
  void anotherPasswordEndsTheLock() {
    final Progress next = refused().reassigned(Assignments.of("e", "v2", PAGE, LIVE));
    assertThat(endpoints(next.due(NOW))).containsExactly(PAGE, LIVE);
  }

  @Test
  void anotherPodDoesNotEndTheLock() {
    final Progress next = refused().reassigned(Assignments.of("e", "v", PAGE, LIVE, "more"));
    assertThat(endpoints(next.due(NOW))).containsExactly(PAGE, "more");
  }

  @Test
  void aPasswordThatGrafanaRefusedDirectlyRestsToo() {
    final Found look =
        new Found(List.of(result(LIVE, Reason.UPGRADE_FORBIDDEN)), /* passwordRefused= */ true);
    final Progress once = Progress.begin(BOTH, List.of()).after(look, NOW);
    assertThat(endpoints(once.due(NOW))).as("to be confirmed").contains(LIVE);
    final Progress twice = once.after(look, NOW);
    assertThat(endpoints(twice.due(NOW))).containsExactly(PAGE);
    assertThat(reasons(twice)).contains(Reason.UPGRADE_FORBIDDEN);
  }

  @Test
  void aPasswordThatWasRefusedOnlyOnceIsNotLockedOut() {
    final Progress progress =
        Progress.begin(BOTH, List.of(result(LIVE, Reason.WEB_SOCKET_VERIFIED)))
            .after(found(WORKS, DRIFT), NOW);
    assertThat(endpoints(progress.due(NOW))).contains(LIVE);
    final Progress again =
        progress.after(found(WORKS, result(LIVE, Reason.WEB_SOCKET_VERIFIED)), NOW);
    assertThat(endpoints(again.due(NOW))).contains(LIVE);
  }

  @Test
  void resultsOfAnotherExposureSayNothing() {
    final Progress progress = Progress.begin(ASSIGNMENT, List.of(WORKS));
    assertThat(reasons(progress.reassigned(Assignments.of("other", "v", PAGE))))
        .containsExactly(Reason.VERIFYING);
  }

  @Test
  void resultsOfTheSameExposureAreKept() {
    final Progress progress = Progress.begin(ASSIGNMENT, List.of(WORKS));
    assertThat(reasons(progress.reassigned(Assignments.of("e", "v2", PAGE, "more"))))
        .containsExactly(Reason.ENDPOINT_VERIFIED, Reason.VERIFYING);
    assertThat(progress.reassigned(Assignments.of("e", "v", "more")).known())
        .extracting(Result::endpoint)
        .containsExactly("more");
  }

  @Test
  void resultsOfAnEarlierOperatorAreCarried() {
    final Progress progress = Progress.begin(BOTH, List.of(WORKS, result("gone", WORKS.reason())));
    assertThat(reasons(progress)).containsExactly(Reason.ENDPOINT_VERIFIED, Reason.VERIFYING);
  }

  @Test
  void whatIsHeldIsNotKnown() {
    final Target held = Assignments.target(PAGE).heldBy(result(PAGE, Reason.VERIFICATION_DISABLED));
    final Assignment none =
        new Assignment("torrust", List.of(held), "", "", null, INTERVAL, "e", "v");
    assertThat(Progress.begin(none, List.of(WORKS)).known()).isEmpty();
    assertThat(Checked.of(none.targets(), List.of(WORKS)))
        .extracting(checked -> checked.result().reason())
        .containsExactly(Reason.VERIFICATION_DISABLED);
  }

  private static Progress refused() {
    return Progress.begin(BOTH, List.of()).after(found(WORKS, DRIFT), NOW);
  }

  private static List<Reason> reasons(Progress progress) {
    return progress.known().stream().map(Result::reason).toList();
  }

  private static List<String> endpoints(List<Target> targets) {
    return targets.stream().map(Target::endpoint).toList();
  }
}
