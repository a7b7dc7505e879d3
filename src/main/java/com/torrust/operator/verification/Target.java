package com.torrust.operator.verification;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import java.util.Optional;

/**
 * An endpoint of a stack and how it can be verified.
 *
 * @param endpoint its name
 * @param row what is asked of it
 * @param url its address, null while it has none
 * @param connection where to connect to, null when it cannot be verified now
 * @param pod the same without any proxy, null when there is none or it may not be asked
 * @param held why it cannot be verified now, null when it can
 */
public record Target(
    String endpoint,
    EndpointRow row,
    String url,
    Connection connection,
    Connection pod,
    Result held) {

  /** Returns whether there is something to connect to. */
  boolean isOpen() {
    return held == null;
  }

  /** Returns the endpoint without any proxy, if it may be asked. */
  Optional<Connection> direct() {
    return Optional.ofNullable(pod);
  }

  /** Returns this target, unless there is something that keeps it from being verified now. */
  Target unless(Optional<Result> reason) {
    return reason.map(this::heldBy).orElse(this);
  }

  /** Returns this target, which cannot be verified now. */
  Target heldBy(Result reason) {
    return new Target(endpoint, row, url, null, null, reason);
  }
}
