package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * A socket on which the tracker speaks the HTTP tracker protocol (BEP 3).
 *
 * @param name name of the listener, a DNS label of at most 15 characters
 * @param port tCP port inside the cluster, 1 to 65535 except 1212 and 1313.
 * @param hostname public hostname of its own. Default: spec.hostname, for one listener at most.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.hostname) || " + Hostnames.RULE,
    fieldPath = ".hostname",
    message = Hostnames.MESSAGE)
public record HttpListener(
    @Required
        @Size(min = 1, max = 15)
        @Pattern("^[a-z](-?[a-z0-9])*$")
        @JsonPropertyDescription(
            "Name of the listener: lower-case letters, digits and hyphens, at most 15.")
        String name,
    @Required
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription("TCP port inside the cluster, 1 to 65535 except 1212 and 1313.")
        Integer port,
    @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "Public hostname of its own. Default: spec.hostname, for one listener at most.")
        String hostname) {}
