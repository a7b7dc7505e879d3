package com.torrust.operator.benchmark;

import com.torrust.operator.it.OperatorJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much is measured, from system properties that begin with {@code benchmark.}; those that are
 * absent or empty have the defaults of the README's figures.
 *
 * @param stacks numbers of stacks, ascending: {@code stacks}
 * @param certificates how many stacks at most have cert-manager issue their certificates; with
 *     more, the ingress controller has them, since cert-manager's own limit of 20 requests a second
 *     would decide everything: {@code certificates}
 * @param parallelism how many objects a client writes at once: {@code parallelism}, by default as
 *     many as the operator does
 * @param edits how many edits are timed while settled: {@code edits}
 * @param others how many stacks are created while further edits are timed: {@code others}
 * @param unrelated how many Secrets, and as many ConfigMaps, of 1 MB are put beside the stacks:
 *     {@code unrelated}
 * @param limit longest time for one convergence: {@code limit}, in minutes
 * @param options options of the operator's JVM beside those of the quick start, separated by
 *     spaces: {@code options}, by default the heap of the image under the limit of {@code deploy/}
 * @param newer a JDK 25: {@code jdk25} names its home, by default it is looked for in {@code
 *     /usr/lib/jvm}
 */
record Plan(
    List<Integer> stacks,
    int certificates,
    int parallelism,
    int edits,
    int others,
    int unrelated,
    Duration limit,
    List<String> options,
    Optional<Path> newer) {

  private static final String HEAP =
      "-Xms16m -Xmx205m -XX:MaxNewSize=16m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20"
          + " -XX:-ShrinkHeapInSteps";

  /** As in the image; the archive is of no use with other options than it was made with. */
  private static final List<String> ARCHIVED = List.of("-XX:+UseCompactObjectHeaders");

  private static final Path ARCHIVE = Path.of("target", "benchmark.aot");

  private static final Path JDKS = Path.of("/usr/lib/jvm");

  static Plan fromProperties() {
    return new Plan(
        Stream.of(property("stacks", "1,100,300,1000").split(",")).map(Integer::valueOf).toList(),
        number("certificates", 100),
        number("parallelism", 16),
        number("edits", 100),
        number("others", 300),
        number("unrelated", 300),
        Duration.ofMinutes(number("limit", 30)),
        Stream.of(property("options", HEAP).split(" ")).filter(o -> !o.isEmpty()).toList(),
        java(property("jdk25", "")));
  }

  /** The operator's JVM on the JDK of this run. */
  OperatorJvm jvm() {
    return OperatorJvm.usual().with(options);
  }

  /** The JVMs whose start is measured beside that of the run, with what tells them apart. */
  Map<String, OperatorJvm> starts() {
    final Map<String, OperatorJvm> starts = new LinkedHashMap<>();
    newer.map(java -> jvm().on(java)).ifPresent(jvm -> starts.put("", jvm));
    archived("-XX:AOTCache=").ifPresent(jvm -> starts.put(" with an AOT archive", jvm));
    return starts;
  }

  /** The JVM that writes the AOT archive when it ends, if there is one that can. */
  Optional<OperatorJvm> training() {
    return archived("-XX:AOTCacheOutput=");
  }

  private Optional<OperatorJvm> archived(String option) {
    return newer.map(java -> jvm().on(java).with(ARCHIVED).with(List.of(option + ARCHIVE)));
  }

  /** Whether this is the number of stacks that the costly questions are asked of. */
  boolean isLargest(int number) {
    return number == stacks.get(stacks.size() - 1);
  }

  private static Optional<Path> java(String home) {
    if (!home.isEmpty()) {
      return Optional.of(Path.of(home, "bin", "java"));
    }
    if (!Files.isDirectory(JDKS)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(JDKS)) {
      return homes
          .filter(folder -> folder.getFileName().toString().contains("-25"))
          .map(folder -> folder.resolve("bin/java"))
          .filter(Files::isExecutable)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(String name, int otherwise) {
    return Integer.parseInt(property(name, Integer.toString(otherwise)));
  }

  private static String property(String name, String otherwise) {
    final String value = System.getProperty("benchmark." + name, "");
    return value.isBlank() ? otherwise : value.trim();
  }
}
