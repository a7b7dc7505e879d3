package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/**
 * Who may reach the pods; enforced where the cluster's network plugin does so.
 *
 * @param enabled write a NetworkPolicy for each component. Default: true.
 * @param ingressFrom where the ingress controller, or the proxy of the Gateway, is. Default:
 *     anywhere.
 * @param monitoringFrom where a Prometheus that is not the stack's is. Default: nowhere.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record NetworkPolicySpec(
    @JsonPropertyDescription("Write a NetworkPolicy for each component. Default: true.")
        Boolean enabled,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Where the ingress controller, or the proxy of the Gateway, is: Kubernetes"
                + " NetworkPolicyPeer objects. They may reach Grafana, the HTTP tracker and an"
                + " exposed API. Default: everyone may.")
        List<Map<String, Object>> ingressFrom,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Where a Prometheus that is not the stack's is: Kubernetes NetworkPolicyPeer objects."
                + " They may reach the tracker's API and Grafana. Default: nowhere.")
        List<Map<String, Object>> monitoringFrom) {

  static final NetworkPolicySpec DEFAULT = new NetworkPolicySpec(null, null, null);

  /** Fills in the default of what is absent. */
  public NetworkPolicySpec {
    enabled = enabled == null || enabled;
    ingressFrom = ingressFrom == null ? List.of() : List.copyOf(ingressFrom);
    monitoringFrom = monitoringFrom == null ? List.of() : List.copyOf(monitoringFrom);
  }

  /** Returns whether what is proxied is open to the named peers only, not to everyone. */
  public boolean namesProxy() {
    return !ingressFrom.isEmpty();
  }
}
