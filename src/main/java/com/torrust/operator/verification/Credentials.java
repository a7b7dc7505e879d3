package com.torrust.operator.verification;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Name and password of Grafana's administrator.
 *
 * @param name name
 * @param password password
 */
public record Credentials(String name, String password) {

  private static final String HIDDEN = "***";

  /** A shorter password is no secret, and stands in too many words by chance. */
  private static final int SHORTEST_SECRET = 8;

  /**
   * Returns the value of the header {@code Authorization}.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7617#section-2">RFC 7617, section 2</a>
   */
  public String header() {
    return "Basic " + token();
  }

  /** Returns words of who was sent the password and may have sent it back, without it. */
  public String hiddenIn(String words) {
    final String shown = words.replace(token(), HIDDEN);
    return password.length() < SHORTEST_SECRET ? shown : shown.replace(password, HIDDEN);
  }

  private String token() {
    return Base64.getEncoder()
        .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "credentials of " + name;
  }
}
