package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/**
 * Grafana Live, the WebSocket that pushes changes to open dashboards.
 *
 * @param enabled serve it. Default: true.
 * @param maxConnections webSockets open at the same time, one per browser tab; 1 to 100000.
 *     Default: 100.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LiveSpec(
    @JsonPropertyDescription("Serve it. Default: true.") Boolean enabled,
    @Min(1)
        @Max(100000)
        @JsonPropertyDescription(
            "WebSockets open at the same time, one per browser tab; 1 to 100000. Default: 100.")
        Integer maxConnections) {

  static final LiveSpec DEFAULT = new LiveSpec(null, null);

  /** Fills in the default of what is absent. */
  public LiveSpec {
    enabled = enabled == null || enabled;
    maxConnections = maxConnections == null ? 100 : maxConnections;
  }
}
