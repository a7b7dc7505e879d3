package com.torrust.operator.workflow;

import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Problem;
import com.torrust.operator.status.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What was found of the Secrets that a stack needs; never their values.
 *
 * @param adminName name of the Secret of Grafana's administrator
 * @param adminHash content hash of what is in it, empty when there is none
 * @param tokenHash content hash of the token of the tracker's API, empty when there is none
 * @param failures Secrets that are missing, incomplete or somebody else's
 */
public record StackSecrets(
    String adminName, String adminHash, String tokenHash, List<Failure> failures) {

  /** Nothing was looked for. */
  public static final StackSecrets NONE = new StackSecrets(null, "", "", List.of());

  /** Returns whether a Secret that the given condition depends on cannot be had. */
  boolean lacking(ConditionType gate) {
    return failures.stream().anyMatch(failure -> failure.gate() == gate);
  }

  /** Returns a failure that may not come again at once, and is worth a retry. */
  public Optional<Exception> retryable() {
    return failures.stream()
        .filter(failure -> failure.reason() == Reason.APPLY_FAILED)
        .<Exception>map(failure -> new Problem(failure.reason(), failure.observed()))
        .findFirst();
  }
}
