package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Schema of the tracker's configuration file; a tracker refuses any schema but its own. */
public enum ConfigSchema {
  /** Releases 3.x and develop builds before August 2026. */
  @JsonProperty("2.0.0")
  V2,
  /** Develop builds from August 2026 on. */
  @JsonProperty("3.0.0")
  V3
}
