package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * The tracker's management API, always served inside the cluster.
 *
 * @param hostname public hostname under which it is served too. Default: none.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.hostname) || " + Hostnames.RULE,
    fieldPath = ".hostname",
    message = Hostnames.MESSAGE)
public record ApiSpec(
    @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "Public hostname under which the API is served too, not that of Grafana. Default: none,"
                + " the API stays inside the cluster.")
        String hostname) {

  static final ApiSpec DEFAULT = new ApiSpec(null);
}
