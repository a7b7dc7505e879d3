package com.torrust.operator.verification;

import java.util.List;
import java.util.Map;

/**
 * An endpoint and what is known of it.
 *
 * @param target the endpoint
 * @param result what is known
 */
public record Checked(Target target, Result result) {

  /** Returns each endpoint with why it cannot be verified, or else with what is known of it. */
  public static List<Checked> of(List<Target> targets, List<Result> known) {
    final Map<String, Result> byEndpoint = Result.byEndpoint(known);
    return targets.stream()
        .map(
            target ->
                new Checked(
                    target,
                    target.isOpen()
                        ? byEndpoint.getOrDefault(target.endpoint(), Result.verifying(target))
                        : target.held()))
        .toList();
  }
}
