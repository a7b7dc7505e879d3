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
 * @param heap live objects after a full collection, in MB
 * @param threads number of threads
 * @param cpu processor time since its start
 */
record Footprint(double rss, double peak, double heap, long threads, Duration cpu) {

  private static final double KIB_PER_MIB = 1024;
  private static final double BYTES_PER_MIB = 1024 * KIB_PER_MIB;
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  /** Looks at a process; memory is read before the collection that measures the heap. */
  static Footprint of(long pid) {
    final String status = read(Path.of("/proc", Long.toString(pid), "status"));
    return new Footprint(
        number(status, "VmRSS") / KIB_PER_MIB,
        number(status, "VmHWM") / KIB_PER_MIB,
        heap(pid) / BYTES_PER_MIB,
        number(status, "Threads"),
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

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
