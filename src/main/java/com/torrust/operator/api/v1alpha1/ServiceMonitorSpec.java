package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/**
 * ServiceMonitors of Prometheus Operator for the tracker and Grafana.
 *
 * @param labels labels by which a Prometheus selects its ServiceMonitors; keys below torrust.com/
 *     and app.kubernetes.io/ belong to the operator.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = UserLabels.RULE, fieldPath = ".labels", message = UserLabels.MESSAGE)
public record ServiceMonitorSpec(
    @Size(max = 16)
        @JsonPropertyDescription(
            "Labels by which a Prometheus selects its ServiceMonitors; keys below torrust.com/ and"
                + " app.kubernetes.io/ belong to the operator.")
        Map<String, String> labels) {

  /** Fills in the default of what is absent. */
  public ServiceMonitorSpec {
    labels = labels == null ? Map.of() : Map.copyOf(labels);
  }
}
