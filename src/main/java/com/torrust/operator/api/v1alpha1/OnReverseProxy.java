package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the HTTP tracker takes a peer's address from {@code X-Forwarded-For}. */
public enum OnReverseProxy {
  /** It does when the stack is exposed through a proxy. */
  @JsonProperty("Auto")
  AUTO,
  /** It does. */
  @JsonProperty("Always")
  ALWAYS,
  /** It takes the address of the connection. */
  @JsonProperty("Never")
  NEVER
}
