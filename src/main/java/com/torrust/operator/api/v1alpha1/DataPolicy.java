package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of volumes and generated Secrets when the stack is deleted. */
public enum DataPolicy {
  /** They stay, and a stack of the same name takes them up again. */
  @JsonProperty("Retain")
  RETAIN,
  /** They are deleted with the stack. */
  @JsonProperty("Delete")
  DELETE
}
