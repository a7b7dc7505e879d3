package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** From where the operator verifies the endpoints of a stack. */
public enum ProbeMode {
  /** As the public does: the hostname is resolved and connected to. */
  @JsonProperty("Public")
  PUBLIC,
  /** Through the ingress controller's own address, with the public hostname in SNI and Host. */
  @JsonProperty("InCluster")
  IN_CLUSTER,
  /** Not at all. */
  @JsonProperty("Disabled")
  DISABLED
}
