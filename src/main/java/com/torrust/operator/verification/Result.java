package com.torrust.operator.verification;

import com.torrust.operator.status.Reason;

/**
 * What is known of one endpoint.
 *
 * @param endpoint name of the endpoint
 * @param reason whether it works, and why not
 * @param message what was seen and what to do, in words
 */
public record Result(String endpoint, Reason reason, String message) {

  /** Returns a result with the advice that belongs to its reason. */
  static Result of(Target target, Reason reason, String observed) {
    return new Result(target.endpoint(), reason, reason.message(observed));
  }

  /** Returns the result of an endpoint that nobody has looked at yet. */
  static Result verifying(Target target) {
    return of(target, Reason.VERIFYING, target.endpoint() + " is being verified");
  }
}
