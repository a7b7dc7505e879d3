package com.torrust.operator.verification;

import java.time.Duration;
import java.util.List;

/**
 * All that a look at a stack's endpoints needs.
 *
 * @param namespace the stack's namespace
 * @param targets its endpoints, in the order of the status
 * @param origin the origin of Grafana's pages (RFC 6454), which a browser sends in a handshake
 * @param credentials name of the Secret with the login that Grafana has
 * @param authority name of the Secret that may hold the issuer's certificate under {@code ca.crt},
 *     null for public issuers
 * @param interval time between two looks
 * @param exposure hash of all that decides how the endpoints are served: results of another
 *     exposure say nothing
 * @param version hash of what else may change a result, such as the password
 */
public record Assignment(
    String namespace,
    List<Target> targets,
    String origin,
    String credentials,
    String authority,
    Duration interval,
    String exposure,
    String version) {

  /** Returns the endpoints that can be verified now. */
  List<Target> open() {
    return targets.stream().filter(Target::isOpen).toList();
  }
}
