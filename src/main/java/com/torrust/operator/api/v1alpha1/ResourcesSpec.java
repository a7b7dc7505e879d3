package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/**
 * Compute resources of a container.
 *
 * @param requests what the scheduler reserves, such as cpu: 100m and memory: 128Mi.
 * @param limits what the container may use at most. Default: no limit.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "[has(self.requests) ? self.requests : {}, has(self.limits) ? self.limits : {}].all(m,"
            + " m.all(k, isQuantity(string(m[k]))))",
    message = "every amount must be a quantity such as cpu: 500m or memory: 256Mi")
public record ResourcesSpec(
    @Size(max = 16)
        @JsonPropertyDescription(
            "What the scheduler reserves, such as cpu: 100m and memory: 128Mi.")
        Map<String, Quantity> requests,
    @Size(max = 16)
        @JsonPropertyDescription("What the container may use at most. Default: no limit.")
        Map<String, Quantity> limits) {

  /** Fills in the default of what is absent. */
  public ResourcesSpec {
    requests = requests == null ? Map.of() : Map.copyOf(requests);
    limits = limits == null ? Map.of() : Map.copyOf(limits);
  }
}
