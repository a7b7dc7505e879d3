package com.torrust.operator.verification;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TorrustStackStatus;
import com.torrust.operator.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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

  /** Returns what the present status of a stack tells of the same spec. */
  static List<Result> before(TorrustStack stack) {
    return Optional.ofNullable(stack.getStatus())
        .filter(status -> status.describes(stack.getMetadata().getGeneration()))
        .map(TorrustStackStatus::endpoints)
        .orElse(List.of())
        .stream()
        .filter(endpoint -> endpoint.message() != null)
        .flatMap(
            endpoint ->
                Reason.of(endpoint.reason()).stream()
                    .map(reason -> new Result(endpoint.name(), reason, endpoint.message())))
        .toList();
  }

  /** Returns results by the name of their endpoint. */
  static Map<String, Result> byEndpoint(List<Result> results) {
    return results.stream().collect(Collectors.toMap(Result::endpoint, Function.identity()));
  }
}
