package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/**
 * The Ingress of each hostname.
 *
 * @param className ingressClass. Default: the default class of the cluster.
 * @param controller product that serves the Ingress. Default: Auto, found by the IngressClass.
 * @param annotations annotations of every Ingress of the stack, for the ingress controller.
 * @param webSocketTimeout how long a silent WebSocket stays open. Default: 3600s.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record IngressSpec(
    @Size(min = 1, max = 253)
        @Pattern(ObjectNames.PATTERN)
        @JsonPropertyDescription("IngressClass. Default: the default class of the cluster.")
        String className,
    @JsonPropertyDescription(
            "Product that serves the Ingress; it decides which annotations Grafana Live's WebSocket"
                + " needs. Default: Auto, found by the IngressClass.")
        IngressController controller,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Further annotations of every Ingress of the stack; they win over the generated ones.")
        Map<String, String> annotations,
    @Pattern("^[1-9][0-9]{0,5}(s|m|h)$")
        @JsonPropertyDescription(
            "How long a silent WebSocket stays open, such as 90m, where the product can be told."
                + " Default: 3600s.")
        String webSocketTimeout) {

  static final IngressSpec DEFAULT = new IngressSpec(null, null, null, null);

  /** Fills in the default of what is absent. */
  public IngressSpec {
    controller = controller == null ? IngressController.AUTO : controller;
    webSocketTimeout = webSocketTimeout == null ? "3600s" : webSocketTimeout;
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }
}
