package com.torrust.operator.workflow;

import com.torrust.operator.status.Failure;
import java.util.List;

/**
 * What was found of the Secrets that a stack needs; never their values.
 *
 * @param adminName name of the Secret of Grafana's administrator
 * @param adminHash content hash of what is in it, empty when there is none
 * @param tokenHash content hash of the token of the tracker's API, empty when there is none
 * @param metricsHash content hash of what reads Grafana's metrics, empty when nothing does
 * @param scrapeConfigsBroken whether the user's scrape configurations must not be used
 * @param failures Secrets that are missing, incomplete or somebody else's
 */
public record StackSecrets(
    String adminName,
    String adminHash,
    String tokenHash,
    String metricsHash,
    boolean scrapeConfigsBroken,
    List<Failure> failures) {

  /** Nothing was looked for. */
  public static final StackSecrets NONE = new StackSecrets(null, "", "", "", false, List.of());
}
