package com.torrust.operator.status;

import static com.torrust.operator.kube.Component.TRACKER;
import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.TorrustStackStatus;
import com.torrust.operator.status.Situations.Line;
import com.torrust.operator.status.Situations.Overall;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The status of a stack in each of the {@link Situations}, and over time. */
class StackStatusTest {

  private static final String TABLE = "com.torrust.operator.status.Situations#all";
  private static final Set<String> NOT_GATING =
      Set.of("Ready", "Reconciling", "Stalled", "AddressAssigned", "Suspended");
  private static final Instant LATER = Situation.NOW.plusSeconds(3600);

  @ParameterizedTest
  @MethodSource(TABLE)
  void saysWhatIsSeen(Line line) {
    final Condition condition = condition(line.situation().get().status(), line.type().word());
    assertThat(condition.status()).isEqualTo(line.status());
    assertThat(condition.reason()).isEqualTo(line.reason());
    assertThat(condition.message()).contains(line.message());
  }

  @ParameterizedTest
  @MethodSource(TABLE)
  void sumsUpAsKstatusReadsIt(Line line) {
    final TorrustStackStatus status = line.situation().get().status();
    assertThat(condition(status, "Ready").status())
        .isEqualTo(line.overall() == Overall.READY ? "True" : "False");
    assertThat(types(status).contains("Reconciling"))
        .isEqualTo(line.overall() == Overall.RECONCILING);
    assertThat(types(status).contains("Stalled")).isEqualTo(line.overall() == Overall.STALLED);
    assertThat(status.conditions())
        .filteredOn(c -> c.type().equals("Reconciling") || c.type().equals("Stalled"))
        .allSatisfy(c -> assertThat(c.status()).isEqualTo("True"));
  }

  @ParameterizedTest
  @MethodSource(TABLE)
  void isReadyExactlyWhileNoGatingConditionIsFalse(Line line) {
    final TorrustStackStatus status = line.situation().get().status();
    final boolean blocked =
        status.conditions().stream()
            .filter(c -> !NOT_GATING.contains(c.type()))
            .anyMatch(c -> c.status().equals("False"));
    assertThat(condition(status, "Ready").status()).isEqualTo(blocked ? "False" : "True");
    if (!blocked) {
      assertThat(status.conditions()).noneMatch(c -> c.status().equals("False"));
    }
  }

  @ParameterizedTest
  @MethodSource(TABLE)
  void theSummaryRepeatsReasonAndMessage(Line line) {
    final TorrustStackStatus status = line.situation().get().status();
    final Condition about = condition(status, line.type().word());
    if (about.status().equals("False") && line.overall() == Overall.STALLED) {
      assertThat(condition(status, "Stalled").reason()).isEqualTo(about.reason());
      assertThat(condition(status, "Ready").reason()).isEqualTo(about.reason());
    }
    if (about.status().equals("False")) {
      assertThat(condition(status, "Ready").message()).contains(about.message());
    }
  }

  @ParameterizedTest
  @MethodSource(TABLE)
  void everyConditionIsComplete(Line line) {
    final TorrustStackStatus status = line.situation().get().status();
    assertThat(status.observedGeneration()).isEqualTo(3);
    assertThat(status.conditions())
        .extracting(Condition::type)
        .doesNotHaveDuplicates()
        .startsWith("Ready");
    assertThat(status.conditions())
        .allSatisfy(c -> assertThat(c.observedGeneration()).isEqualTo(3))
        .allSatisfy(c -> assertThat(c.lastTransitionTime()).isEqualTo("2026-11-23T10:20:30Z"))
        .allSatisfy(c -> assertThat(c.reason()).matches("[A-Z][A-Za-z]+"))
        .allSatisfy(c -> assertThat(c.message()).isNotBlank().doesNotContain("null", "  "));
  }

  @ParameterizedTest
  @MethodSource(TABLE)
  void isTheSameForTheSameInput(Line line) {
    final Situation situation = line.situation().get();
    final TorrustStackStatus first = situation.status();
    assertThat(line.situation().get().status()).isEqualTo(first);
    assertThat(situation.after(first).statusAt(LATER)).as("an hour later").isEqualTo(first);
  }

  @Test
  void theMessageOfACrashLoopCarriesNoCounter() {
    final TorrustStackStatus early =
        Situation.healthy().crashing(TRACKER, 1, "back-off 10s restarting").status();
    final TorrustStackStatus late =
        Situation.healthy().crashing(TRACKER, 1, "back-off 5m0s restarting").status();
    assertThat(late).isEqualTo(early);
  }

  @Test
  void theTransitionTimeStaysWhenOnlyTheMessageChanges() {
    final TorrustStackStatus before = Situation.healthy().unavailable(TRACKER).status();
    final TorrustStackStatus after =
        Situation.healthy().crashing(TRACKER, 1, "x").after(before).statusAt(LATER);
    assertThat(condition(after, "TrackerAvailable").message())
        .isNotEqualTo(condition(before, "TrackerAvailable").message());
    assertThat(after.conditions())
        .allSatisfy(c -> assertThat(c.lastTransitionTime()).isEqualTo("2026-11-23T10:20:30Z"));
  }

  @Test
  void theTransitionTimeMovesWithTheStatusOfItsOwnConditionOnly() {
    final TorrustStackStatus before = Situation.healthy().unavailable(TRACKER).status();
    final TorrustStackStatus after = Situation.healthy().after(before).statusAt(LATER);
    assertThat(after.conditions())
        .filteredOn(c -> c.lastTransitionTime().equals("2026-11-23T11:20:30Z"))
        .extracting(Condition::type)
        .containsExactly("Ready", "TrackerAvailable");
  }

  @Test
  void nothingVouchesForAnOlderGeneration() {
    final TorrustStackStatus before = Situation.healthy().status();
    final TorrustStackStatus after =
        Situation.healthy().after(before).ofGeneration(4).statusAt(LATER);
    assertThat(after.observedGeneration()).isEqualTo(4);
    assertThat(after.conditions())
        .allSatisfy(c -> assertThat(c.observedGeneration()).isEqualTo(4))
        .allSatisfy(c -> assertThat(c.lastTransitionTime()).isEqualTo("2026-11-23T10:20:30Z"));
  }

  @Test
  void severalTroublesAreAllTold() {
    final TorrustStackStatus status =
        Situation.healthy()
            .unavailable(TRACKER)
            .withoutCertManager()
            .failing(ConditionType.GRAFANA_AVAILABLE, Reason.NAME_COLLISION, "Service g exists")
            .status();
    assertThat(condition(status, "Ready").reason()).as("the worst").isEqualTo("NameCollision");
    assertThat(condition(status, "Ready").message())
        .contains("Service g exists", "Deployment demo-tracker", "cert-manager");
    assertThat(condition(status, "Stalled").message())
        .contains("Service g exists")
        .doesNotContain("demo-tracker", "cert-manager");
  }

  private static List<String> types(TorrustStackStatus status) {
    return status.conditions().stream().map(Condition::type).toList();
  }

  private static Condition condition(TorrustStackStatus status, String type) {
    return status.condition(type).orElseThrow(() -> new AssertionError(type + " in " + status));
  }
}
