package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which pods a node hands traffic from outside to, as in a Kubernetes Service. */
public enum TrafficPolicy {
  /** Its own only, which keeps the source address. */
  @JsonProperty("Local")
  LOCAL,
  /** Those of any node, which replaces the source address by that of a node. */
  @JsonProperty("Cluster")
  CLUSTER
}
