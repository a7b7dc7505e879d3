package com.torrust.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.it.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One stack's trouble is its own, and many stacks cost no more threads and sockets than few. */
@WithFaults
class FairnessIT {

  private static final Duration BOUND = Duration.ofSeconds(10);

  private static final int STACKS = Integer.getInteger("it.faults.stacks", FaultBed.LONG ? 300 : 40);
  private static final int VERIFICATION_THREADS = 8;

  /** A look that nobody answers takes seconds, and only some are open at a time. */
  private static final Duration ALL_LOOKED_AT = Duration.ofMinutes(5);

  /**
   * Reconciles, workflows, verification, HTTP, timers, and what a JVM has of its own; event loops
   * grow with the processors.
   */
  private static final int MOST_THREADS = 90 + 5 * Runtime.getRuntime().availableProcessors();

  /** An attempt is a write of one child that is never answered well. */
  @Test
  void aStackThatFailsForEverSlowsNobodyAndIsTriedLessAndLess(
      FaultBed bed, Sandbox sandbox, Stacks stacks) throws InterruptedException {
    stacks.create("calm");
    stacks.awaitSettled();
    final Latency alone = Latency.of(stacks, "calm", 10);

    bed.proxy()
        .inject(
            FaultProxy.WRITES.and(request -> request.uri().contains("/services/doomed-tracker?")),
            Fault.answer(405, "MethodNotAllowed"));
    final long start = System.nanoTime();
    stacks.create("doomed");
    sandbox.awaitReason("doomed", "TrackerAvailable", "ApplyFailed");
    final Latency beside = Latency.of(stacks, "calm", 10);
    sleepUntil(start, FaultBed.LONG ? 200 : 12);
    final List<Duration> attempts = bed.proxy().hits(start);
    final List<Duration> waits =
        IntStream.range(1, attempts.size())
            .mapToObj(i -> attempts.get(i).minus(attempts.get(i - 1)))
            .toList();
    stacks.changeWithoutConsequence("doomed");
    Sandbox.await().until(() -> bed.proxy().hits(start).size() >= attempts.size() + 3);
    final List<Duration> all = bed.proxy().hits(start);
    final Duration again = all.get(attempts.size() + 2).minus(all.get(attempts.size()));
    bed.proxy().heal();
    final long healed = System.nanoTime();
    stacks.edit("doomed");
    stacks.awaitSettled();

    System.out.println("fairness: alone " + alone + "; beside one that fails " + beside);
    System.out.println(
        "retries after ms: " + waits.stream().map(Duration::toMillis).toList()
            + ", after a change two more within " + again.toMillis() + " ms");
    bed.tell(
        "one stack failed for ever, then mended",
        Duration.ofNanos(System.nanoTime() - healed),
        "");
    assertThat(beside.longest()).isLessThan(BOUND);
    assertThat(attempts.size()).as("attempts").isBetween(4, FaultBed.LONG ? 18 : 14);
    assertThat(waits.get(waits.size() - 1))
        .as("the last wait")
        .isBetween(Duration.ofSeconds(FaultBed.LONG ? 55 : 2), Duration.ofSeconds(65));
    assertThat(again).as("a change begins the delays anew").isLessThan(BOUND);
    bed.assertUnharmed(sandbox);
  }

  /** Each look at an endpoint meets a server that never says a word. */
  @Test
  void theVerificationOfManyStacksIsBounded(FaultBed bed, Sandbox sandbox, Stacks stacks)
      throws IOException {
    stacks.create("calm");
    stacks.awaitSettled();
    final int before = Usage.of(bed.operator().handle().pid()).threads();
    final Set<Socket> looks = ConcurrentHashMap.newKeySet();
    try (ServerSocket silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        UsageWatch watch = UsageWatch.of(bed.operator().handle().pid(), silent.getLocalPort())) {
      accept(silent, looks);
      for (int i = 0; i < STACKS; i++) {
        create(sandbox, "many-" + i, silent.getLocalPort());
      }
      final Latency meanwhile = Latency.of(stacks, "calm", 10);
      Sandbox.await().atMost(ALL_LOOKED_AT).until(() -> looks.size() >= STACKS);

      System.out.println(
          "bounds: %d stacks verified: at most %s, threads before %d, %d looks at once, %d in all"
              .formatted(STACKS, watch.most(), before, watch.mostConnections(), looks.size()));
      System.out.println("fairness: while " + STACKS + " are made and verified " + meanwhile);
      assertThat(watch.mostConnections()).as("looks at once").isBetween(2, VERIFICATION_THREADS);
      assertThat(watch.most().threads()).as("threads").isLessThan(MOST_THREADS);
      assertThat(watch.most().sockets()).as("sockets").isLessThan(MOST_THREADS);
      assertThat(meanwhile.longest()).isLessThan(BOUND);
    } finally {
      for (final Socket socket : looks) {
        socket.close();
      }
    }
    bed.assertUnharmed(sandbox);
  }

  private static void create(Sandbox sandbox, String name, int port) {
    sandbox
        .client()
        .resource(
            sandbox.manifest(
                name,
                """
                  prometheus: {enabled: false}
                  grafana: {enabled: false}
                  exposure: {tls: {mode: Disabled}, probe: {mode: InCluster, connectTo: '127.0.0.1:%d'}}
                """
                    .formatted(port)))
        .create();
  }

  private static void accept(ServerSocket silent, Set<Socket> open) {
    final Thread acceptor =
        new Thread(
            () -> {
              try {
                while (true) {
                  open.add(silent.accept());
                }
              } catch (IOException e) {
                // The test is over.
              }
            });
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private static void sleepUntil(long start, int seconds) throws InterruptedException {
    final long left = Duration.ofSeconds(seconds).toNanos() - (System.nanoTime() - start);
    Thread.sleep(Math.max(0, left / 1_000_000));
  }
}
