package com.torrust.operator.benchmark;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.it.OperatorJvm;
import com.torrust.operator.it.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures what many stacks cost, on test clusters of its own, with the packaged operator as a
 * process under the rights of {@code deploy/rbac}. Prints one table per question, and writes them
 * to {@code target/benchmark.md}. {@link Plan} tells its system properties.
 */
public final class Benchmark {

  private static final double NANOS = 1e9;

  private Benchmark() {}

  /** Takes no arguments; exits with 1 when something could not be measured. */
  public static void main(String[] arguments) {
    // Before anything logs: the logging library complains on standard error without it.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    final Findings findings = new Findings(machine());
    try {
      measure(Plan.fromProperties(), findings);
      System.out.println(findings);
      System.exit(0);
    } catch (RuntimeException | AssertionError e) {
      System.out.println(findings);
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void measure(Plan plan, Findings findings) {
    plan.training().ifPresent(jvm -> train(plan, jvm));
    boolean operatorFirst = true;
    for (final int number : plan.stacks()) {
      compare(plan, findings, new Fleet("stacks", number, false), operatorFirst);
      operatorFirst = !operatorFirst;
      if (number <= plan.certificates()) {
        compare(plan, findings, new Fleet("stacks", number, true), operatorFirst);
      }
    }
  }

  /** Makes the AOT archive of a run that does what operators do. */
  private static void train(Plan plan, OperatorJvm jvm) {
    say("an AOT archive is made");
    final Fleet fleet = new Fleet("training", 1, true);
    try (Bed bed = Bed.open(plan.parallelism());
        OperatorProcess operator = bed.operator(jvm, Map.of());
        Arrivals<TorrustStack> ready = bed.readyStacks(fleet)) {
      fleet.createNamespaces(bed.client());
      bed.each(fleet.members(), member -> member.create(bed.client()));
      ready.await(fleet.size(), "stacks are Ready", plan.limit());
      operator.terminate();
      operator.awaitEnd(plan.limit());
    }
  }

  /** The operator and the bare client one after the other, each on a cluster of its own. */
  private static void compare(Plan plan, Findings findings, Fleet fleet, boolean operatorFirst) {
    final String load = load();
    say("%s, load %s".formatted(fleet, load));
    final double before = operatorFirst ? 0 : bare(plan, fleet);
    final double operator = operator(plan, findings, fleet);
    final double bare = operatorFirst ? bare(plan, fleet) : before;
    findings.convergence.row(
        fleet.size(),
        fleet.certificates() ? "cert-manager" : "the ingress controller",
        operator,
        bare,
        operator / bare,
        operator * 1000 / fleet.size(),
        load);
    findings.save();
    say("\n" + findings.convergence);
  }

  private static double operator(Plan plan, Findings findings, Fleet fleet) {
    try (Bed bed = Bed.open(plan.parallelism())) {
      final Round round = new Round(plan, findings, bed, fleet);
      final double seconds = round.converge();
      if (!fleet.certificates()) {
        round.settle();
        if (plan.isLargest(fleet.size())) {
          round.besideOthers();
          round.underLoad();
        }
      }
      return seconds;
    }
  }

  private static double bare(Plan plan, Fleet fleet) {
    try (Bed bed = Bed.open(plan.parallelism())) {
      return new BareClient(bed).converge(fleet, plan.limit());
    }
  }

  /** Tells a person what is going on, on standard error. */
  static void say(String what) {
    System.err.println("benchmark: " + what);
  }

  static double seconds(long beginNanos, long endNanos) {
    return (endNanos - beginNanos) / NANOS;
  }

  /** The version of a JDK, from the file that each has. */
  static String version(Path java) {
    try (Stream<String> lines =
        Files.lines(java.toRealPath().getParent().resolveSibling("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> "JDK " + line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
          .findFirst()
          .orElse(java.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "%s, %d processors (%s), %s, load before %s",
        LocalDate.now(ZoneOffset.UTC),
        Runtime.getRuntime().availableProcessors(),
        line("/proc/cpuinfo", "model name"),
        line("/proc/meminfo", "MemTotal"),
        load());
  }

  private static String line(String file, String key) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The mean number of running tasks over the last minute. */
  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg"), StandardCharsets.US_ASCII).split(" ")[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
