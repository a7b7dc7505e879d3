package com.torrust.operator.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How long edits of a stack take until its child has changed.
 *
 * @param samples one per edit, shortest first
 */
record Latency(List<Duration> samples) {

  /** Edits a stack again and again, each time when the last edit has arrived. */
  static Latency of(Stacks stacks, String stack, int edits) {
    final List<Duration> samples = new ArrayList<>();
    for (int i = 0; i < edits; i++) {
      final long start = System.nanoTime();
      stacks.edit(stack);
      stacks.awaitArrival(stack);
      samples.add(Duration.ofNanos(System.nanoTime() - start));
    }
    Collections.sort(samples);
    return new Latency(samples);
  }

  Duration median() {
    return samples.get(samples.size() / 2);
  }

  Duration longest() {
    return samples.get(samples.size() - 1);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d edits, median %d ms, longest %d ms",
        samples.size(),
        median().toMillis(),
        longest().toMillis());
  }
}
