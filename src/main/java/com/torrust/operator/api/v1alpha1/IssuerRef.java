package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * An issuer of cert-manager.
 *
 * @param name name of the issuer.
 * @param kind issuer, in the namespace of the stack, or ClusterIssuer. Default: Issuer.
 * @param group aPI group of the issuer. Default: cert-manager.io.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record IssuerRef(
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the issuer.") String name,
    @Size(min = 1, max = 63)
        @JsonPropertyDescription(
            "Issuer, in the namespace of the stack, or ClusterIssuer. Default: Issuer.")
        String kind,
    @Size(min = 1, max = 253)
        @JsonPropertyDescription("API group of the issuer. Default: cert-manager.io.")
        String group) {

  /** Fills in the default of what is absent. */
  public IssuerRef {
    kind = kind == null ? "Issuer" : kind;
    group = group == null ? "cert-manager.io" : group;
  }
}
