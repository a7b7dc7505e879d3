package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * The HTTPRoute of each hostname.
 *
 * @param parentRefs gateways that serve the hostnames; needed for type Gateway, at most 32.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.parentRefs) || self.parentRefs.all(a, self.parentRefs.exists_one(b, a.name =="
            + " b.name && has(a.__namespace__) == has(b.__namespace__) && (!has(a.__namespace__) ||"
            + " a.__namespace__ == b.__namespace__) && (!has(a.sectionName) || !has(b.sectionName)"
            + " || a.sectionName == b.sectionName)))",
    fieldPath = ".parentRefs",
    message = "two entries name the same Gateway: give each the sectionName of another listener")
public record GatewaySpec(
    @Size(max = 32)
        @JsonPropertyDescription(
            "Gateways that serve the hostnames; needed for type Gateway. They, their listeners and"
                + " certificates belong to whoever runs them.")
        List<ParentRef> parentRefs) {

  static final GatewaySpec DEFAULT = new GatewaySpec(null);

  /** Fills in the default of what is absent. */
  public GatewaySpec {
    parentRefs = parentRefs == null ? List.of() : List.copyOf(parentRefs);
  }
}
