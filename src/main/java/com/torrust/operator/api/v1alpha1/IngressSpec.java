package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/**
 * The Ingress of each hostname.
 *
 * @param className ingressClass. Default: the default class of the cluster.
 * @param annotations annotations of every Ingress of the stack, for the ingress controller.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record IngressSpec(
    @Size(min = 1, max = 253)
        @JsonPropertyDescription("IngressClass. Default: the default class of the cluster.")
        String className,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Annotations of every Ingress of the stack, for the ingress controller.")
        Map<String, String> annotations) {

  static final IngressSpec DEFAULT = new IngressSpec(null, null);

  /** Fills in the default of what is absent. */
  public IngressSpec {
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }
}
