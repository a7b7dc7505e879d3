package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the stack is reached from outside the cluster over HTTP. */
public enum ExposureType {
  /** Through an Ingress per hostname. */
  @JsonProperty("Ingress")
  INGRESS,
  /** Through an HTTPRoute per hostname, attached to Gateways. */
  @JsonProperty("Gateway")
  GATEWAY,
  /** Not at all: Services only. */
  @JsonProperty("None")
  NONE
}
