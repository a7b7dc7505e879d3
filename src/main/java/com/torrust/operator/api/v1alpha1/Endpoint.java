package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/**
 * A public address of the stack.
 *
 * @param name what answers there.
 * @param url address.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Endpoint(
    @Required @JsonPropertyDescription("What answers there.") String name,
    @Required @JsonPropertyDescription("Address.") String url) {}
