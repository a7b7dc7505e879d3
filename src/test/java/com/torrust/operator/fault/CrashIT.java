package com.torrust.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.cluster.AuditLog;
import com.torrust.operator.it.OperatorProcess;
import com.torrust.operator.it.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The operator ends at any moment, or runs twice. */
@WithFaults
class CrashIT {

  private static final int ROUNDS = Integer.getInteger("it.faults.rounds", FaultBed.LONG ? 25 : 3);

  /** Longer than a creation takes, so that some rounds kill an operator that has done its work. */
  private static final int LATEST_MILLIS = 2_000;

  private static final Map<String, String> RESYNC = Map.of(OperatorProcess.RESYNC, "PT2S");

  @Test
  void theOperatorIsKilledAtRandomMoments(FaultBed bed, Sandbox sandbox, Stacks stacks)
      throws InterruptedException {
    final long seed = Long.getLong("it.faults.seed", System.nanoTime());
    final Random random = new Random(seed);
    final List<Duration> recoveries = new ArrayList<>();
    stacks.create("busy");
    stacks.create("leaving-0");
    stacks.awaitSettled();
    for (int round = 0; round < ROUNDS; round++) {
      final Belongings before = Belongings.of(sandbox.client(), sandbox.namespace());
      stacks.create("leaving-" + (round + 1));
      stacks.edit("busy");
      stacks.delete("leaving-" + round);
      final int moment = random.nextInt(LATEST_MILLIS);
      Thread.sleep(moment);
      bed.operator().kill();
      final Belongings atDeath = Belongings.of(sandbox.client(), sandbox.namespace());

      final long start = System.nanoTime();
      bed.startOperator(Map.of());
      stacks.awaitSettled();
      recoveries.add(Duration.ofNanos(System.nanoTime() - start));

      final Belongings after = Belongings.of(sandbox.client(), sandbox.namespace());
      before.assertKeptIn(after);
      atDeath.assertKeptIn(after);
      System.out.println(
          "killed " + moment + " ms after the changes: " + recoveries.get(round).toMillis() + " ms");
    }
    bed.tell(
        "operator killed " + ROUNDS + " times amid creation, change and deletion",
        recoveries.stream().max(Comparator.naturalOrder()).orElseThrow(),
        " at most, its start included, seed " + seed);
    bed.assertUnharmed(sandbox);
  }

  /** As when a Deployment has two replicas and leader election is off. */
  @Test
  void twoOperatorsAtOnceWantTheSame(FaultBed bed, Sandbox sandbox, Stacks stacks)
      throws InterruptedException {
    bed.operator().close();
    bed.startOperator(RESYNC);
    final OperatorProcess second = OperatorProcess.start(bed.proxy().kubeconfig(), RESYNC, Map.of());
    try {
      stacks.create("one");
      stacks.create("two");
      stacks.awaitSettled();
      final Belongings before = Belongings.of(sandbox.client(), sandbox.namespace());
      final long start = System.nanoTime();
      stacks.edit("one");
      stacks.create("three");
      stacks.awaitSettled();
      bed.tell(
          "two operators without leader election, a change and a creation",
          Duration.ofNanos(System.nanoTime() - start),
          "");
      before.assertKeptIn(Belongings.of(sandbox.client(), sandbox.namespace()));

      sandbox.awaitQuiet();
      final Instant settled = Instant.now();
      Thread.sleep(Duration.ofSeconds(FaultBed.LONG ? 30 : 6).toMillis());
      final AuditLog audit = bed.cluster().cluster().audit();
      Sandbox.await()
          .alias("four reconciles of one stack by both")
          .until(() -> looks(audit, sandbox, settled) >= 4);
      assertThat(sandbox.writesSince(settled))
          .as("writes of two operators while settled")
          .isEmpty();
      bed.assertUnharmed(sandbox);
    } finally {
      second.close();
      bed.operator().close();
    }
  }

  private static long looks(AuditLog audit, Sandbox sandbox, Instant since) {
    return audit.entries().stream()
        .filter(entry -> entry.at().isAfter(since))
        .filter(entry -> entry.namespace().equals(sandbox.namespace()))
        .filter(OperatorProcess::isReconcile)
        .filter(entry -> entry.name().equals("one-tracker-token"))
        .count();
  }
}
