package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Least severity of what the tracker logs. */
public enum LogLevel {
  /** Level off. */
  @JsonProperty("off")
  OFF,
  /** Level error. */
  @JsonProperty("error")
  ERROR,
  /** Level warn. */
  @JsonProperty("warn")
  WARN,
  /** Level info. */
  @JsonProperty("info")
  INFO,
  /** Level debug. */
  @JsonProperty("debug")
  DEBUG,
  /** Level trace. */
  @JsonProperty("trace")
  TRACE
}
