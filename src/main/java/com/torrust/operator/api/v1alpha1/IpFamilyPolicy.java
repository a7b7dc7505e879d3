package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * IP families of a Service. {@code PreferDualStack} is not offered: the tracker has to know which
 * sockets to open.
 */
public enum IpFamilyPolicy {
  /** The first family of the cluster. */
  @JsonProperty("SingleStack")
  SINGLE_STACK,
  /** IPv4 and IPv6, on a cluster that has both. */
  @JsonProperty("RequireDualStack")
  REQUIRE_DUAL_STACK
}
