package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an endpoint that does not work means for Ready. */
public enum ProbePolicy {
  /** The stack is not ready. */
  @JsonProperty("Require")
  REQUIRE,
  /** It is reported only. */
  @JsonProperty("Report")
  REPORT
}
