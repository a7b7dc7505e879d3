package com.torrust.operator.verification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The key of a WebSocket handshake, which only who understands WebSockets can answer.
 *
 * @param value value of {@code Sec-WebSocket-Key}: 16 octets in Base64
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-1.3">RFC 6455, section 1.3</a>
 */
record HandshakeKey(String value) {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int LENGTH = 16;

  /** Returns a key that was not used before. */
  static HandshakeKey next(RandomGenerator random) {
    final byte[] octets = new byte[LENGTH];
    random.nextBytes(octets);
    return new HandshakeKey(Base64.getEncoder().encodeToString(octets));
  }

  /** Returns whether an answer upgrades to a WebSocket and knows the key. */
  boolean isAcceptedBy(Answer answer) {
    return answer.header("Upgrade").filter("websocket"::equalsIgnoreCase).isPresent()
        && answer.header("Connection").filter(HandshakeKey::upgrades).isPresent()
        && answer.header("Sec-WebSocket-Accept").filter(accept()::equals).isPresent();
  }

  /** Returns the value that {@code Sec-WebSocket-Accept} must have. */
  String accept() {
    return Base64.getEncoder()
        .encodeToString(sha1().digest((value + GUID).getBytes(StandardCharsets.US_ASCII)));
  }

  private static boolean upgrades(String connection) {
    for (final String option : connection.split(",")) {
      if (option.trim().equalsIgnoreCase("upgrade")) {
        return true;
      }
    }
    return false;
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
