package com.torrust.operator.api.v1alpha1;

/** Names of objects that Kubernetes calls DNS subdomains (RFC 1123). */
final class ObjectNames {

  /** Small letters, digits, hyphens and dots; each label begins and ends with letter or digit. */
  static final String PATTERN =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  private ObjectNames() {}
}
