package com.torrust.operator.kube;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content hashes that make a change of configuration a change of the pod template. */
public final class Hash {

  private static final int LENGTH = 16;

  private Hash() {}

  /** Returns 16 hexadecimal digits of the SHA-256 over the given texts, their order included. */
  public static String of(String... texts) {
    final MessageDigest digest = sha256();
    for (final String text : texts) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
