package com.torrust.operator.workflow;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/**
 * New passwords and tokens: 40 letters and digits, the first a letter, so that no reader of a
 * configuration takes one for a number. About 238 bits.
 */
public final class Passwords {

  private static final int LENGTH = 40;
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String ALL = LETTERS + "0123456789";

  private final SecureRandom random = new SecureRandom();

  /** Returns a new password. */
  public String next() {
    return random
        .ints(LENGTH - 1, 0, ALL.length())
        .mapToObj(i -> String.valueOf(ALL.charAt(i)))
        .collect(
            Collectors.joining(
                "", String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length()))), ""));
  }
}
