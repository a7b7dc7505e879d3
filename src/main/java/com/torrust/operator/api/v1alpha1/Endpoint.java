package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/**
 * An address of the stack, and whether it works.
 *
 * @param name what answers there.
 * @param row which of the five things that a stack is for.
 * @param url address; absent while a load balancer has given none.
 * @param verified whether it works, seen from the operator: True, False or Unknown.
 * @param reason cause in one word, for programs.
 * @param message cause in words, for people.
 * @param since when verified changed last, RFC 3339.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Endpoint(
    @Required @JsonPropertyDescription("What answers there.") String name,
    @JsonPropertyDescription(
            "Which of the five things that a stack is for: TrackerApi, HttpTracker, UdpTracker,"
                + " Grafana or GrafanaLive.")
        EndpointRow row,
    @JsonPropertyDescription("Address; absent while a load balancer has given none.") String url,
    @JsonPropertyDescription(
            "Whether it works, seen from the operator: True, False, or Unknown when it cannot"
                + " tell.")
        String verified,
    @JsonPropertyDescription("Cause in one word, for programs.") String reason,
    @JsonPropertyDescription("Cause in words, for people.") String message,
    @JsonPropertyDescription("When verified changed last, RFC 3339.") String since) {}
