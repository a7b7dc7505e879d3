package com.torrust.operator.verification;

import static com.torrust.operator.verification.Assignments.found;
import static com.torrust.operator.verification.Assignments.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.status.Reason;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When looks are taken, on real threads, and when a stack is reconciled because of one. */
@Timeout(60)
class VerificationSourceTest {

  private static final String PAGE = "grafana";
  private static final TorrustStack STACK = Manifests.stackOf("hostname: demo.test\n");
  private static final ResourceID ID = ResourceID.fromResource(STACK);
  private static final Found WORKS = found(result(PAGE, Reason.ENDPOINT_VERIFIED));
  private static final Found UNKNOWN = found(result(PAGE, Reason.DNS_NOT_READY));
  private static final Assignment FIRST = Assignments.of("e", "v", PAGE);

  /** Long enough to see that nothing comes. */
  private static final Duration A_WHILE = Duration.ofMillis(300);

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<Assignment> looks = new CopyOnWriteArrayList<>();
  private final AtomicInteger simultaneous = new AtomicInteger();
  private final AtomicInteger mostSimultaneous = new AtomicInteger();

  /** What the looks find; a look waits until there is something. */
  private final BlockingQueue<Object> findings = new LinkedBlockingQueue<>();

  private final VerificationSource source =
      new VerificationSource(
          this::look, new VerificationSettings(true, true, 4), Clock.systemUTC());

  @BeforeEach
  void start() {
    source.setEventHandler(events::add);
    source.start();
  }

  @AfterEach
  void stop() {
    source.stop();
  }

  @Test
  void aNewStackIsLookedAtAtOnceAndReconciled() {
    assertThat(source.follow(ID, FIRST, List.of()))
        .extracting(Result::reason)
        .containsExactly(Reason.VERIFYING);
    findings.add(WORKS);
    awaitEvents(1);
    assertThat(events.get(0).getRelatedCustomResourceID()).isEqualTo(ID);
    assertThat(source.follow(ID, FIRST, List.of())).isEqualTo(WORKS.results());
  }

  @Test
  void whatIsTheSameIsNoEvent() throws InterruptedException {
    source.follow(ID, FIRST, WORKS.results());
    findings.add(WORKS);
    await().until(() -> looks.size() == 1 && simultaneous.get() == 0);
    source.follow(ID, FIRST, List.of());
    TimeUnit.MILLISECONDS.sleep(A_WHILE.toMillis());
    assertThat(events).isEmpty();
    assertThat(looks).hasSize(1);
  }

  @Test
  void aStackIsLookedAtByOneThread() throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      source.follow(ID, Assignments.of("e", "v" + i, PAGE), List.of());
      TimeUnit.MILLISECONDS.sleep(2);
      findings.add(WORKS);
    }
    awaitEvents(1);
    await().until(() -> simultaneous.get() == 0);
    assertThat(mostSimultaneous.get()).isEqualTo(1);
    assertThat(looks.get(looks.size() - 1).version()).isEqualTo("v49");
  }

  @Test
  void severalStacksAreLookedAtTogether() {
    source.follow(ID, FIRST, List.of());
    source.follow(new ResourceID("other", "torrust"), FIRST, List.of());
    await().until(() -> simultaneous.get() == 2);
    findings.add(WORKS);
    findings.add(WORKS);
    awaitEvents(2);
  }

  @Test
  void anAssignmentThatChangedDuringALookIsLookedAtAgain() {
    final Assignment second = Assignments.of("other", "v", PAGE);
    source.follow(ID, FIRST, List.of());
    await().until(() -> simultaneous.get() == 1);
    source.follow(ID, second, List.of());
    findings.add(UNKNOWN);
    await().until(() -> looks.size() == 2);
    assertThat(source.follow(ID, second, List.of()))
        .as("the first look saw another exposure")
        .extracting(Result::reason)
        .containsExactly(Reason.VERIFYING);
    findings.add(WORKS);
    awaitEvents(1);
    assertThat(looks).containsExactly(FIRST, second);
    assertThat(source.follow(ID, second, List.of())).isEqualTo(WORKS.results());
  }

  @Test
  void badNewsAreLookedAtAgainSoonAndThenTold() {
    final Found fails = found(result(PAGE, Reason.NOT_ROUTED));
    source.follow(ID, FIRST, WORKS.results());
    findings.add(fails);
    await().until(() -> looks.size() == 1 && simultaneous.get() == 0);
    assertThat(events).isEmpty();
    findings.add(fails);
    awaitEvents(1);
    assertThat(source.follow(ID, FIRST, List.of())).isEqualTo(fails.results());
  }

  @Test
  void aDeletedStackIsNotLookedAtAnyMore() throws InterruptedException {
    source.follow(ID, FIRST, List.of());
    await().until(() -> simultaneous.get() == 1);
    source.onResourceDeleted(STACK);
    findings.add(WORKS);
    await().until(() -> simultaneous.get() == 0);
    TimeUnit.MILLISECONDS.sleep(A_WHILE.toMillis());
    assertThat(events).isEmpty();
    assertThat(looks).hasSize(1);
    assertThat(source.getSecondaryResources(STACK)).isEmpty();
  }

  @Test
  void aStackOfTheSameNameWaitsForTheLookAtTheEarlierOne() throws InterruptedException {
    source.follow(ID, FIRST, List.of());
    await().until(() -> simultaneous.get() == 1);
    source.onResourceDeleted(STACK);
    final Assignment second = Assignments.of("other", "v", PAGE);
    source.follow(ID, second, List.of());
    TimeUnit.MILLISECONDS.sleep(A_WHILE.toMillis());
    findings.add(UNKNOWN);
    findings.add(WORKS);
    awaitEvents(1);
    assertThat(mostSimultaneous.get()).isEqualTo(1);
    assertThat(source.follow(ID, second, List.of())).isEqualTo(WORKS.results());
  }

  @Test
  void aLookThatFailsIsSurvived() {
    source.follow(ID, FIRST, List.of());
    findings.add(new IllegalStateException("a mistake of the operator's own"));
    await().until(() -> looks.size() == 1 && simultaneous.get() == 0);
    assertThat(source.follow(ID, FIRST, List.of()))
        .extracting(Result::reason)
        .containsExactly(Reason.VERIFYING);
    source.follow(ID, Assignments.of("e", "v2", PAGE), List.of());
    findings.add(WORKS);
    awaitEvents(1);
  }

  @Test
  void anErrorOfTheMachineIsSurvived() {
    source.follow(ID, FIRST, List.of());
    findings.add(new NoClassDefFoundError("torn"));
    await().until(() -> looks.size() == 1 && simultaneous.get() == 0);
    source.follow(ID, Assignments.of("e", "v2", PAGE), List.of());
    findings.add(WORKS);
    awaitEvents(1);
  }

  @Test
  void whatIsHeldIsNotLookedAt() throws InterruptedException {
    final Target held = Assignments.target(PAGE).heldBy(result(PAGE, Reason.VERIFICATION_DISABLED));
    source.follow(
        ID,
        new Assignment("torrust", List.of(held), "", "", null, Duration.ofSeconds(1), "e", "v"),
        List.of());
    TimeUnit.MILLISECONDS.sleep(A_WHILE.toMillis());
    assertThat(looks).isEmpty();
  }

  private Found look(Assignment assignment, List<Target> targets) throws InterruptedException {
    mostSimultaneous.accumulateAndGet(simultaneous.incrementAndGet(), Math::max);
    looks.add(assignment);
    try {
      final Object finding = findings.take();
      if (finding instanceof RuntimeException failure) {
        throw failure;
      }
      if (finding instanceof Error failure) {
        throw failure;
      }
      return (Found) finding;
    } finally {
      simultaneous.decrementAndGet();
    }
  }

  private void awaitEvents(int count) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(events).hasSize(count));
  }
}
