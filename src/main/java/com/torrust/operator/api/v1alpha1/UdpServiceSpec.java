package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/**
 * The Service in front of a UDP listener.
 *
 * @param type type of the Service. Default: LoadBalancer.
 * @param annotations annotations of the Service, for the load balancer of the cluster.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record UdpServiceSpec(
    @JsonPropertyDescription("Type of the Service. Default: LoadBalancer.") ServiceType type,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Annotations of the Service, for the load balancer of the cluster.")
        Map<String, String> annotations) {

  static final UdpServiceSpec DEFAULT = new UdpServiceSpec(null, null);

  /** Fills in the default of what is absent. */
  public UdpServiceSpec {
    type = type == null ? ServiceType.LOAD_BALANCER : type;
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }
}
