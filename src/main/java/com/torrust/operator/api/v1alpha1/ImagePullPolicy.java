package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When the kubelet pulls an image, as in a Kubernetes container. */
public enum ImagePullPolicy {
  /** At every start of the container. */
  @JsonProperty("Always")
  ALWAYS,
  /** When the node does not have it yet. */
  @JsonProperty("IfNotPresent")
  IF_NOT_PRESENT,
  /** Never; the node must have it. */
  @JsonProperty("Never")
  NEVER
}
