package com.torrust.operator.workflow;

import com.torrust.operator.exposure.controller.DetectedController;
import com.torrust.operator.grafana.ExtraDashboards;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Problem;
import com.torrust.operator.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a reconcile has read, beside the stack's children, before it decides anything.
 *
 * @param leftover an object of an earlier stack of the same name, for which this one waits
 * @param secrets what was found of the stack's Secrets
 * @param login why Grafana does not have the login of its Secret
 * @param ingress which product serves the stack's Ingress objects
 * @param claims hostnames that older stacks serve
 * @param dashboards dashboards of the user's own
 */
public record Readings(
    Optional<Failure> leftover,
    StackSecrets secrets,
    Optional<Failure> login,
    DetectedController ingress,
    HostnameClaims claims,
    ExtraDashboards dashboards) {

  /** Returns all that is wrong with what was read. */
  List<Failure> failures() {
    return Stream.of(
            secrets.allFailures().stream(),
            Stream.of(leftover, login, claims.failure()).flatMap(Optional::stream))
        .flatMap(failures -> failures)
        .toList();
  }

  /** Returns a failure that may not come again at once, and is worth a retry. */
  public Optional<Exception> retryable() {
    return failures().stream()
        .filter(failure -> failure.reason() == Reason.APPLY_FAILED)
        .<Exception>map(failure -> new Problem(failure.reason(), failure.observed()))
        .findFirst();
  }
}
