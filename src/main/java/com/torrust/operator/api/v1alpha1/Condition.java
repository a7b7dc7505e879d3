package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/**
 * One aspect of the observed state, with the fields of a Kubernetes metav1.Condition.
 *
 * @param type aspect, such as Ready.
 * @param status true, False or Unknown.
 * @param observedGeneration generation of the spec that this describes.
 * @param lastTransitionTime when status changed last, RFC 3339.
 * @param reason cause in one word, for programs.
 * @param message cause in words, for people.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
    @Required @JsonPropertyDescription("Aspect, such as Ready.") String type,
    @Required @JsonPropertyDescription("True, False or Unknown.") String status,
    @JsonPropertyDescription("Generation of the spec that this describes.") Long observedGeneration,
    @Required @JsonPropertyDescription("When status changed last, RFC 3339.")
        String lastTransitionTime,
    @Required @JsonPropertyDescription("Cause in one word, for programs.") String reason,
    @Required @JsonPropertyDescription("Cause in words, for people.") String message) {}
