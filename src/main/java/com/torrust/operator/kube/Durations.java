package com.torrust.operator.kube;

import java.time.Duration;

/** Durations as users write them in a stack: a whole number and a unit. */
public final class Durations {

  private Durations() {}

  /**
   * Returns the duration that a text such as {@code 15s}, {@code 10m} or {@code 1h} stands for.
   *
   * @throws IllegalArgumentException for any other unit; the CRD's pattern refuses it before
   */
  public static Duration parse(String text) {
    final long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      default -> throw new IllegalArgumentException("no duration: " + text);
    };
  }
}
