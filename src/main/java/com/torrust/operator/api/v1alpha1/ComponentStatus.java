package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/**
 * A component of the stack.
 *
 * @param name tracker, prometheus or grafana.
 * @param image container image in effect.
 * @param ready whether its newest configuration is available.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComponentStatus(
    @Required @JsonPropertyDescription("tracker, prometheus or grafana.") String name,
    @JsonPropertyDescription("Container image in effect.") String image,
    @JsonPropertyDescription("Whether its newest configuration is available.") Boolean ready) {}
