package com.torrust.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.cluster.FaultyCluster;
import com.torrust.operator.it.Sandbox;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The API server, its store or the way to it fail; the operator goes on by itself. */
@WithFaults
class ApiServerFaultsIT {

  private static final Duration OUTAGE = Duration.ofSeconds(FaultBed.LONG ? 30 : 3);

  /** How long requests meet a fault: long enough for each step of several reconciles. */
  private static final Duration PLAGUE = Duration.ofSeconds(FaultBed.LONG ? 10 : 2);

  @Test
  void theApiServerIsGoneForAWhile(FaultBed bed, Sandbox sandbox, Stacks stacks)
      throws InterruptedException {
    stacks.create("calm");
    stacks.create("busy");
    stacks.awaitSettled();
    final Belongings before = Belongings.of(sandbox.client(), sandbox.namespace());
    final Set<String> pods = stacks.pods();

    stacks.create("new");
    bed.cluster().kill(FaultyCluster.API_SERVER);
    Thread.sleep(OUTAGE.toMillis());
    bed.cluster().revive();
    final long start = System.nanoTime();
    stacks.awaitArrival("new");
    final Duration own = Duration.ofNanos(System.nanoTime() - start);
    stacks.awaitSettled();
    final Duration all = Duration.ofNanos(System.nanoTime() - start);
    stacks.edit("busy");
    final Duration edit = stacks.awaitSettled();

    bed.tell(
        "API server killed, back after " + OUTAGE.toSeconds() + " s",
        all,
        ", the operator's own part " + own.toMillis() + " ms, an edit " + edit.toMillis() + " ms");
    pods.removeAll(stacks.pods());
    assertThat(pods).as("pods that were replaced: Grafana's of the edited stack").hasSize(1);
    before.assertKeptIn(Belongings.of(sandbox.client(), sandbox.namespace()));
    bed.assertUnharmed(sandbox);
  }

  /** Requests hang and then fail, and watches stay open without a word. */
  @Test
  void etcdIsPaused(FaultBed bed, Sandbox sandbox, Stacks stacks) throws InterruptedException {
    stacks.create("calm");
    stacks.awaitSettled();
    final Belongings before = Belongings.of(sandbox.client(), sandbox.namespace());

    stacks.create("new");
    bed.cluster().pause(FaultyCluster.ETCD);
    try {
      Thread.sleep(OUTAGE.toMillis());
    } finally {
      bed.cluster().resume(FaultyCluster.ETCD);
    }
    bed.cluster().revive();
    bed.tell("etcd paused for " + OUTAGE.toSeconds() + " s", stacks.awaitSettled(), "");

    before.assertKeptIn(Belongings.of(sandbox.client(), sandbox.namespace()));
    bed.assertUnharmed(sandbox);
  }

  /** What happens meanwhile is told by no event: it is found by listing again. */
  @Test
  void watchesAreCutAndNoneOpensForAWhile(FaultBed bed, Sandbox sandbox, Stacks stacks)
      throws InterruptedException {
    stacks.create("calm");
    stacks.create("busy");
    stacks.create("leaving");
    stacks.awaitSettled();
    final Belongings before = Belongings.of(sandbox.client(), sandbox.namespace());

    bed.proxy().refuse();
    stacks.edit("busy");
    stacks.delete("leaving");
    stacks.create("new");
    sandbox.object(ConfigMap.class, "calm-prometheus").delete();
    Thread.sleep(OUTAGE.toMillis());
    bed.proxy().heal();
    bed.tell(
        "no connection for " + OUTAGE.toSeconds() + " s, with changes meanwhile",
        stacks.awaitSettled(),
        "");

    before.assertKeptIn(Belongings.of(sandbox.client(), sandbox.namespace()));
    bed.assertUnharmed(sandbox);
  }

  @Test
  void watchesAreCutAgainAndAgain(FaultBed bed, Sandbox sandbox, Stacks stacks)
      throws InterruptedException {
    stacks.create("busy");
    stacks.awaitSettled();

    int cut = 0;
    for (int round = 0; round < (FaultBed.LONG ? 50 : 8); round++) {
      stacks.edit("busy");
      cut += bed.proxy().cut();
      Thread.sleep(20L * round);
    }
    bed.tell(cut + " connections cut", stacks.awaitSettled(), "");

    assertThat(cut).isPositive();
    bed.assertUnharmed(sandbox);
  }

  /** What is known of a Secret stands in the pods' template. */
  @Test
  void aSecretThatCannotBeReadRestartsNothing(FaultBed bed, Sandbox sandbox, Stacks stacks) {
    stacks.create("busy");
    stacks.awaitSettled();
    final Set<String> pods = stacks.pods();

    bed.proxy()
        .inject(
            request -> request.uri().contains("/secrets"), Fault.answer(500, "InternalError"));
    stacks.edit("busy");
    sandbox.awaitReason("busy", "TrackerAvailable", "ApplyFailed");
    bed.proxy().heal();
    bed.tell("Secrets cannot be read", stacks.awaitSettled(), "");

    pods.removeAll(stacks.pods());
    assertThat(pods).as("pods that were replaced: Grafana's of the edited stack").hasSize(1);
    bed.assertUnharmed(sandbox);
  }

  /** It is asked for beside the children, whose failures are tried again. */
  @Test
  void theLoginThatGrafanaHasCannotBeRead(FaultBed bed, Sandbox sandbox, Stacks stacks) {
    stacks.create("busy");
    stacks.awaitSettled();

    bed.proxy()
        .inject(
            request -> request.uri().contains("/secrets/busy-grafana-applied"),
            Fault.answer(500, "InternalError"));
    // Nothing that a child tells shall bring the next attempt.
    stacks.changeWithoutConsequence("busy");
    sandbox.awaitReason("busy", "GrafanaAvailable", "ApplyFailed");
    bed.proxy().heal();
    final Duration recovery = stacks.awaitSettled();
    bed.tell("Grafana's former login cannot be read", recovery, "");

    assertThat(recovery).isLessThan(Duration.ofSeconds(15));
    bed.assertUnharmed(sandbox);
  }

  /** A password that was never made does not count as one that was lost with its data. */
  @Test
  void aSecretThatCannotBeMadeIsMadeLater(FaultBed bed, Sandbox sandbox, Stacks stacks) {
    bed.proxy()
        .inject(
            FaultProxy.WRITES.and(request -> request.uri().contains("/secrets")),
            Fault.answer(500, "InternalError"));
    stacks.create("new");
    sandbox.awaitReason("new", "PrometheusAvailable", "Available");
    bed.proxy().heal();
    bed.tell("Secrets cannot be made", stacks.awaitSettled(), "");
    bed.assertUnharmed(sandbox);
  }

  /**
   * While it starts, the API server denies what it allows a moment later. Nobody has to act, and
   * the recheck of what a person mends, after 30 s, would come late.
   */
  @Test
  void rightsAreDeniedForAWhile(FaultBed bed, Sandbox sandbox, Stacks stacks)
      throws InterruptedException {
    stacks.create("busy");
    stacks.awaitSettled();
    final Set<String> pods = stacks.pods();

    bed.proxy()
        .inject(
            FaultProxy.ALL_BUT_WATCHES.and(request -> !request.uri().contains("/status")),
            Fault.DENIED);
    stacks.edit("busy");
    assertThat(sandbox.awaitReason("busy", "TrackerAvailable", "ApplyFailed").message())
        .contains("is forbidden: User");
    stacks.create("new");
    Thread.sleep(PLAGUE.toMillis());
    final int hits = bed.proxy().heal();
    final Duration recovery = stacks.awaitSettled();
    bed.tell(
        "rights denied for " + PLAGUE.toSeconds() + " s", recovery, ", " + hits + " requests");

    assertThat(recovery).isLessThan(Duration.ofSeconds(15));
    pods.removeAll(stacks.pods());
    assertThat(pods).as("pods that were replaced: Grafana's of the edited stack").hasSize(1);
    bed.assertUnharmed(sandbox);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("writes answered 409", true, Fault.answer(409, "Conflict")),
        Arguments.of("everything answered 429", false, Fault.answer(429, "TooManyRequests")),
        Arguments.of("everything answered 500", false, Fault.answer(500, "InternalError")),
        Arguments.of("everything 1.5 s late", false, Fault.slow(Duration.ofMillis(1_500))),
        Arguments.of("writes done, answers lost", true, Fault.ANSWER_LOST));
  }

  /** Half of the requests, by a seeded die, so that every step fails in some reconcile. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void requestsMeetAFault(
      String what, boolean writes, Fault fault, FaultBed bed, Sandbox sandbox, Stacks stacks)
      throws InterruptedException {
    final long seed = Long.getLong("it.faults.seed", System.nanoTime());
    final Random die = new Random(seed);
    stacks.create("busy");
    stacks.create("leaving");
    stacks.awaitSettled();
    final Belongings before = Belongings.of(sandbox.client(), sandbox.namespace());
    final Set<String> pods = stacks.pods();

    bed.proxy()
        .inject(
            (writes ? FaultProxy.WRITES : FaultProxy.ALL_BUT_WATCHES)
                .and(request -> die.nextBoolean()),
            fault);
    stacks.create("new");
    stacks.edit("busy");
    stacks.delete("leaving");
    Thread.sleep(PLAGUE.toMillis());
    final int hits = bed.proxy().heal();
    bed.tell(
        what + " for " + PLAGUE.toSeconds() + " s",
        stacks.awaitSettled(),
        ", " + hits + " requests, seed " + seed);

    assertThat(hits).as("requests that met the fault").isPositive();
    pods.removeAll(stacks.pods());
    assertThat(pods).as("pods that ended: three of the deleted stack, one of the edited").hasSize(4);
    before.assertKeptIn(Belongings.of(sandbox.client(), sandbox.namespace()));
    bed.assertUnharmed(sandbox);
  }
}
