package com.torrust.operator.workflow;

import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found of the Secrets that a stack needs; never their values.
 *
 * @param adminName name of the Secret of Grafana's administrator
 * @param adminHash content hash of what is in it, empty when there is none
 * @param tokenHash content hash of the token of the tracker's API, empty when there is none
 * @param databaseHash content hash of what the tracker logs in to its database with, salted with
 *     the token since people choose passwords that can be guessed; empty when there is none
 * @param metricsHash content hash of what reads Grafana's metrics, empty when nothing does
 * @param scrapeConfigs what is wrong with the user's scrape configurations, without which Prometheus
 *     runs as well
 * @param failures Secrets that are missing, incomplete or somebody else's
 */
public record StackSecrets(
    String adminName,
    String adminHash,
    String tokenHash,
    String databaseHash,
    String metricsHash,
    Optional<Failure> scrapeConfigs,
    List<Failure> failures) {

  /** Nothing was looked for. */
  public static final StackSecrets NONE =
      new StackSecrets(null, "", "", "", "", Optional.empty(), List.of());

  /** Returns all that is wrong with them. */
  List<Failure> allFailures() {
    return Stream.concat(failures.stream(), scrapeConfigs.stream()).toList();
  }

  /** Returns whether the user's scrape configurations are such that Prometheus cannot read them. */
  public boolean scrapeConfigsBroken() {
    return scrapeConfigs
        .filter(failure -> failure.reason() == Reason.SCRAPE_CONFIGS_INVALID)
        .isPresent();
  }

  /** Returns whether a Secret that the given condition depends on cannot be had. */
  boolean lacking(ConditionType gate) {
    return failures.stream().anyMatch(failure -> failure.gate() == gate);
  }
}
