package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;

/**
 * How the operator understood what serves the hostnames of the stack.
 *
 * @param className IngressClass in effect, also when it is the cluster's default
 * @param controller product that serves it
 * @param detectedBy what told the product
 * @param annotations what was generated for it
 * @param gatewayControllers controllers that report on the HTTPRoutes of the stack
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExposureStatus(
    @JsonPropertyDescription("IngressClass in effect, also when it is the cluster's default.")
        String className,
    @JsonPropertyDescription("Product that serves the Ingress.") IngressController controller,
    @JsonPropertyDescription("What told the product.") String detectedBy,
    @JsonPropertyDescription("Annotations generated for it on the Ingress of spec.hostname.")
        Map<String, String> annotations,
    @JsonPropertyDescription(
            "Controllers of the Gateway API that report on the HTTPRoutes of the stack.")
        List<String> gatewayControllers) {

  /** Fills in the default of what is absent. */
  public ExposureStatus {
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    gatewayControllers = gatewayControllers == null ? List.of() : List.copyOf(gatewayControllers);
  }
}
