package com.torrust.operator.workflow;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * An answer of the cluster that every reconcile needs and that seldom changes: it is asked for once
 * and kept for a while.
 *
 * @param <T> the answer
 */
final class Kept<T> {

  private final Duration duration;
  private volatile Answer<T> last;

  Kept(Duration duration) {
    this.duration = duration;
  }

  /** Returns the answer that is kept, or a fresh one when there is none or its time is over. */
  T get(Supplier<T> question) {
    final Answer<T> known = last;
    if (known != null && System.nanoTime() - known.atNanos < duration.toNanos()) {
      return known.value;
    }
    final Answer<T> fresh = new Answer<>(question.get(), System.nanoTime());
    last = fresh;
    return fresh.value;
  }

  private record Answer<T>(T value, long atNanos) {}
}
