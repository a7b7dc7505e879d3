package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Optional;

/**
 * What was observed of a stack.
 *
 * @param observedGeneration generation of the spec that this status describes; -1 before the first
 *     look.
 * @param url where people find Grafana, or the tracker when there is no Grafana.
 * @param adminSecretName secret with the username and password of the administrator of Grafana.
 * @param configSchema schema of the configuration of the tracker in effect.
 * @param dataPolicy what becomes of volumes and generated Secrets when the stack is deleted.
 * @param endpoints addresses, and whether they work.
 * @param dnsHints records that the hostnames need in the DNS.
 * @param components components that run.
 * @param exposure how the operator understood the cluster's ingress
 * @param conditions aspects of the observed state, first of all Ready.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TorrustStackStatus(
    @JsonPropertyDescription(
            "Generation of the spec that this status describes; -1 before the first look.")
        Long observedGeneration,
    @JsonPropertyDescription("Where people find Grafana, or the tracker when there is no Grafana.")
        String url,
    @JsonPropertyDescription(
            "Secret with the username and password of the administrator of Grafana.")
        String adminSecretName,
    @JsonPropertyDescription("Schema of the configuration of the tracker in effect.")
        ConfigSchema configSchema,
    @JsonPropertyDescription(
            "What becomes of volumes and generated Secrets when the stack is deleted.")
        DataPolicy dataPolicy,
    @JsonPropertyDescription("Addresses, and whether they work.") List<Endpoint> endpoints,
    @JsonPropertyDescription("Records that the hostnames need in the DNS.") List<DnsHint> dnsHints,
    @JsonPropertyDescription("Components that run.") List<ComponentStatus> components,
    @JsonPropertyDescription("How the operator understood the cluster's ingress.")
        ExposureStatus exposure,
    @JsonPropertyDescription("Aspects of the observed state, first of all Ready.")
        List<Condition> conditions) {

  /** Fills in the default of what is absent. */
  public TorrustStackStatus {
    endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
    dnsHints = dnsHints == null ? List.of() : List.copyOf(dnsHints);
    components = components == null ? List.of() : List.copyOf(components);
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** Returns whether this describes the given generation of the spec. */
  public boolean describes(Long generation) {
    return generation.equals(observedGeneration);
  }

  /** Returns the condition of the given type, if it is there. */
  public Optional<Condition> condition(String type) {
    return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
  }
}
