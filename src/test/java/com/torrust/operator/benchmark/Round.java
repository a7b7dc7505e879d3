package com.torrust.operator.benchmark;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.it.OperatorJvm;
import com.torrust.operator.it.OperatorProcess;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * All questions that are asked of an operator with one number of stacks.
 *
 * @param plan how much is measured
 * @param findings gets the answers
 * @param bed a fresh cluster
 * @param fleet the stacks
 */
record Round(Plan plan, Findings findings, Bed bed, Fleet fleet) {

  private static final int RESYNCS = 3;

  private static final int SETTLED_EDITS = 1_000;
  private static final int LATER_EDITS = 50_000;

  private static final Duration QUIET = Duration.ofSeconds(5);

  /** Time enough for all stacks to be reconciled, and then some. */
  private static final int MILLIS_PER_RECONCILE = 60;

  private static final Pattern LISTENING =
      Pattern.compile("(?m)^(\\S+) .*Listening on:");

  /** Creates the stacks and returns the seconds until all are Ready. */
  double converge() {
    fleet.createNamespaces(bed.client());
    try (OperatorProcess operator = start(plan.jvm(), "", Map.of(), 0);
        Arrivals<TorrustStack> ready = bed.readyStacks(fleet)) {
      memory(operator, 0, "idle");
      final Instant begin = Instant.now();
      final long beginNanos = System.nanoTime();
      bed.each(fleet.members(), member -> member.create(bed.client()));
      final long end = ready.await(fleet.size(), "stacks are Ready", plan.limit());
      traffic(Traffic.since(begin, bed));
      memory(operator, fleet.size(), "created");
      if (!fleet.certificates()) {
        edits("nothing", SETTLED_EDITS, count -> count < plan.edits());
        ready.await(fleet.size(), "stacks are Ready again", plan.limit());
        awaitQuiet();
      }
      return Benchmark.seconds(beginNanos, end);
    }
  }

  /** What stacks cost when nothing happens. */
  void settle() {
    settled("");
    plan.starts().forEach(this::startedOn);
  }

  private void startedOn(String what, OperatorJvm jvm) {
    try (OperatorProcess operator = start(jvm, what, Map.of(), fleet.size())) {
      memory(operator, fleet.size(), "started on " + Benchmark.version(jvm.java()) + what);
    }
  }

  /** What objects that are nobody's cost. */
  void besideOthers() {
    final int number = plan.unrelated();
    bed.client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName("unrelated").endMetadata().build())
        .create();
    bed.each(IntStream.range(0, number).boxed().toList(), this::putUnrelated);
    settled(", beside %d Secrets and %d ConfigMaps of 1 MB".formatted(number, number));
  }

  /** What an edit has to wait for while other stacks come. */
  void underLoad() {
    final Fleet others = new Fleet("others", plan.others(), fleet.certificates());
    others.createNamespaces(bed.client());
    try (OperatorProcess operator = bed.operator(plan.jvm(), Map.of());
        Arrivals<TorrustStack> ready = bed.readyStacks(others)) {
      awaitReconciles(operator, fleet.size());
      final CompletableFuture<Void> creation =
          CompletableFuture.runAsync(
              () -> bed.each(others.members(), member -> member.create(bed.client())));
      edits(
          others.size() + " stacks are created",
          LATER_EDITS,
          count -> ready.count() < others.size() && !creation.isCompletedExceptionally());
      creation.join();
    }
  }

  private void settled(String beside) {
    final Duration interval =
        Duration.ofMillis(Math.max(5_000, (long) fleet.size() * MILLIS_PER_RECONCILE));
    try (OperatorProcess operator =
        start(plan.jvm(), beside, Map.of(OperatorProcess.RESYNC, interval.toString()), fleet.size())) {
      final int before = Traffic.since(operator.begin(), bed).reconciles().size();
      final Duration cpu = Footprint.cpu(operator.handle().pid());
      awaitReconciles(operator, before + RESYNCS * fleet.size());
      final Traffic traffic = Traffic.since(operator.begin(), bed);
      final int counted = traffic.reconciles().size() - before;
      final double seconds = Footprint.cpu(operator.handle().pid()).minus(cpu).toMillis() / 1e3;
      if (!traffic.writes().isEmpty()) {
        Benchmark.say("writes while settled: " + traffic.writes());
      }
      findings.settled.row(
          fleet.size(),
          traffic.reconciles().size(),
          traffic.writes().size(),
          seconds * 1000 / counted);
      memory(operator, fleet.size(), "settled" + beside);
    }
  }

  /**
   * Starts the operator and tells how long that took.
   *
   * @param what tells the JVM from others of its version
   * @param stacks how many there are; none are waited for if 0
   */
  private OperatorProcess start(
      OperatorJvm jvm, String what, Map<String, String> properties, int stacks) {
    final OperatorProcess operator = bed.operator(jvm, properties);
    final Object first = stacks == 0 ? "" : since(operator, awaitReconciles(operator, 1).get(0));
    final Object all =
        stacks == 0 ? "" : since(operator, awaitReconciles(operator, stacks).get(stacks - 1));
    findings.start.row(
        stacks, Benchmark.version(jvm.java()) + what, listening(operator), first, all);
    findings.save();
    return operator;
  }

  private List<Instant> awaitReconciles(OperatorProcess operator, int number) {
    return Awaitility.await(number + " reconciles")
        .atMost(plan.limit())
        .pollInterval(Duration.ofMillis(500))
        .failFast("the operator has ended", () -> !operator.isAlive())
        .until(
            () -> Traffic.since(operator.begin(), bed).reconciles(),
            reconciles -> reconciles.size() >= number);
  }

  private void awaitQuiet() {
    Awaitility.await("the end of all writes")
        .atMost(plan.limit())
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> Traffic.since(Instant.now().minus(QUIET), bed).writes().isEmpty());
  }

  private static double listening(OperatorProcess operator) {
    final Matcher line = LISTENING.matcher(operator.log());
    if (!line.find()) {
      throw new IllegalStateException("the operator's log does not tell since when it listens");
    }
    return since(operator, OffsetDateTime.parse(line.group(1)).toInstant());
  }

  private static double since(OperatorProcess operator, Instant moment) {
    return Duration.between(operator.begin(), moment).toMillis() / 1e3;
  }

  private void traffic(Traffic traffic) {
    final double stacks = fleet.size();
    final long status =
        traffic.writes().stream().filter(w -> w.subresource().equals("status")).count();
    findings.traffic.row(
        fleet.size(),
        traffic.reconciles().size() / stacks,
        traffic.requests().size() / stacks,
        traffic.writes().size() / stacks,
        (traffic.writes().size() - status) / stacks,
        status / stacks);
    findings.save();
    Benchmark.say(traffic.byKind().toString());
  }

  private void memory(OperatorProcess operator, int stacks, String when) {
    final Footprint footprint = Footprint.of(operator.handle().pid());
    findings.memory.row(
        stacks,
        when,
        footprint.rss(),
        footprint.peak(),
        footprint.collected(),
        footprint.heap(),
        footprint.threads());
    findings.save();
  }

  private void edits(String meanwhile, int first, IntPredicate goesOn) {
    try (Edits edits = new Edits(bed, fleet, first)) {
      final List<Double> times = edits.times(goesOn);
      findings.edits.row(
          fleet.size(),
          meanwhile,
          times.size(),
          percentile(times, 50),
          percentile(times, 99),
          percentile(times, 100));
      findings.save();
    }
  }

  private static double percentile(List<Double> ascending, int percent) {
    final int index = (int) Math.ceil(ascending.size() * percent / 100.0) - 1;
    return ascending.get(Math.max(0, index));
  }

  private void putUnrelated(int index) {
    final String megabyte = "x".repeat(1_000_000);
    bed.client()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("unrelated")
                .withName("unrelated-" + index)
                .endMetadata()
                .addToData("data", megabyte)
                .build())
        .create();
    bed.client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace("unrelated")
                .withName("unrelated-" + index)
                .endMetadata()
                .addToStringData("data", megabyte)
                .build())
        .create();
  }
}
