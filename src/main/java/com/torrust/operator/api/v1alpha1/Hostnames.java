package com.torrust.operator.api.v1alpha1;

/** What a public hostname looks like (RFC 1123, section 2.1). */
final class Hostnames {

  /** CEL rule for the field {@code hostname} of the object that it stands at. */
  static final String RULE =
      "(self.hostname.matches('^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?[.])+"
          + "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$') && !self.hostname.matches('[.][0-9]+$'))";

  /** What is said when the rule does not hold. */
  static final String MESSAGE =
      "must be a full DNS name such as tracker.example.org: at least two labels of lower-case"
          + " letters, digits and hyphens; no scheme, port, path, wildcard or IP address";

  private Hostnames() {}
}
