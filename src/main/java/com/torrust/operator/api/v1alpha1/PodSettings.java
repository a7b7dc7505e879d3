package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * Scheduling and metadata of the pod of a component.
 *
 * @param labels further labels of the pod; keys below torrust.com/ and app.kubernetes.io/ belong to
 *     the operator.
 * @param annotations further annotations of the pod; keys below torrust.com/ belong to the
 *     operator.
 * @param nodeSelector labels that the node must have.
 * @param tolerations taints that the pod tolerates: Kubernetes Toleration objects.
 * @param affinity scheduling constraints: a Kubernetes Affinity object.
 * @param topologySpreadConstraints spreading over domains: Kubernetes TopologySpreadConstraint
 *     objects.
 * @param priorityClassName priority class of the pod.
 * @param securityContext fields of a Kubernetes PodSecurityContext that replace the ones the
 *     operator sets.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = UserLabels.RULE, fieldPath = ".labels", message = UserLabels.MESSAGE)
@ValidationRule(
    value = "!has(self.annotations) || self.annotations.all(k, !k.startsWith('torrust.com/'))",
    fieldPath = ".annotations",
    message = "keys below torrust.com/ belong to the operator; use another prefix")
public record PodSettings(
    @Size(max = 32)
        @JsonPropertyDescription(
            "Further labels of the pod; keys below torrust.com/ and app.kubernetes.io/ belong to"
                + " the operator.")
        Map<String, String> labels,
    @Size(max = 32)
        @JsonPropertyDescription(
            "Further annotations of the pod; keys below torrust.com/ belong to the operator.")
        Map<String, String> annotations,
    @Size(max = 32) @JsonPropertyDescription("Labels that the node must have.")
        Map<String, String> nodeSelector,
    @Size(max = 32)
        @JsonPropertyDescription("Taints that the pod tolerates: Kubernetes Toleration objects.")
        List<Map<String, Object>> tolerations,
    @JsonPropertyDescription("Scheduling constraints: a Kubernetes Affinity object.")
        Map<String, Object> affinity,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Spreading over domains: Kubernetes TopologySpreadConstraint objects.")
        List<Map<String, Object>> topologySpreadConstraints,
    @Size(min = 1, max = 253)
        @Pattern(ObjectNames.PATTERN)
        @JsonPropertyDescription("Priority class of the pod.")
        String priorityClassName,
    @JsonPropertyDescription(
            "Fields of a Kubernetes PodSecurityContext that replace the ones the operator sets.")
        Map<String, Object> securityContext) {

  static final PodSettings DEFAULT =
      new PodSettings(null, null, null, null, null, null, null, null);

  /** Fills in the default of what is absent. */
  public PodSettings {
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
    tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
    topologySpreadConstraints =
        topologySpreadConstraints == null ? List.of() : List.copyOf(topologySpreadConstraints);
  }
}
