package com.torrust.operator.container;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An HTTP answer with its body as it came over the wire.
 *
 * @param status the status code
 * @param body the raw bytes of the body
 */
public record HttpAnswer(int status, byte[] body) {

  /** The body read as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HttpAnswer answer
        && answer.status == status
        && Arrays.equals(answer.body, body);
  }

  @Override
  public int hashCode() {
    return 31 * status + Arrays.hashCode(body);
  }

  @Override
  public String toString() {
    return "HTTP " + status + ": " + text();
  }
}
