package com.torrust.operator.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process costs.
 *
 * @param rss resident memory in MB of 2^20 bytes
 * @param peak the largest that it ever was
 * @param collected resident memory after a full collection
 * @param heap live objects after it, in MB
 * @param threads number of threads
 * @param cpu processor time since its start
 */
record Footprint(
    double rss, double peak, double collected, double heap, long threads, Duration cpu) {

  private static final double KIB_PER_MIB = 1024;
  private static final double BYTES_PER_MIB = 1024 * KIB_PER_MIB;
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  /** Looks at a process, and has it collect its garbage. */
  static Footprint of(long pid) {
    final String before = status(pid);
    final double heap = heap(pid) / BYTES_PER_MIB;
    return new Footprint(
        number(before, "VmRSS") / KIB_PER_MIB,
        number(before, "VmHWM") / KIB_PER_MIB,
        number(status(pid), "VmRSS") / KIB_PER_MIB,
        heap,
        number(before, "Threads"),
        cpu(pid));
  }

  static Duration cpu(long pid) {
    return ProcessHandle.of(pid).flatMap(p -> p.info().totalCpuDuration()).orElseThrow();
  }

  /** A histogram counts live objects, after a full collection. */
  private static long heap(long pid) {
    final String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      final Process process =
          new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      final String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      final Matcher total = TOTAL.matcher(output);
      if (!total.find()) {
        throw new IllegalStateException("jcmd answers: " + output);
      }
      return Long.parseLong(total.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(String status, String key) {
    final Matcher matcher = Pattern.compile("(?m)^" + key + ":\\s+(\\d+)").matcher(status);
    if (!matcher.find()) {
      throw new IllegalStateException(key + " is not in " + status);
    }
    return Long.parseLong(matcher.group(1));
  }

  private static String status(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "status"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
