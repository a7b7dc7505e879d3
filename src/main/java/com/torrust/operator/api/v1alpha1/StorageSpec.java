package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;

/**
 * The volume of a component.
 *
 * @param size size of the volume. It can grow later where the storage class allows it, never
 *     shrink. Default: 1Gi for the tracker and Grafana, 10Gi for Prometheus.
 * @param storageClassName storage class of the volume, fixed once the stack exists. Default: the
 *     default class of the cluster.
 * @param dataPolicy what becomes of this volume when the stack is deleted. Default:
 *     spec.dataPolicy.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.size) || (isQuantity(string(self.size)) &&"
            + " quantity(string(self.size)).isGreaterThan(quantity('0')))",
    fieldPath = ".size",
    message = "must be an amount of storage such as 10Gi")
public record StorageSpec(
    @JsonPropertyDescription(
            "Size of the volume. It can grow later where the storage class allows it, never shrink."
                + " Default: 1Gi for the tracker and Grafana, 10Gi for Prometheus.")
        Quantity size,
    @Size(min = 1, max = 253)
        @Pattern(ObjectNames.PATTERN)
        @JsonPropertyDescription(
            "Storage class of the volume, fixed once the stack exists. Default: the default class"
                + " of the cluster.")
        String storageClassName,
    @JsonPropertyDescription(
            "What becomes of this volume when the stack is deleted. Default: spec.dataPolicy.")
        DataPolicy dataPolicy) {

  private static final StorageSpec ABSENT = new StorageSpec(null, null, null);

  static StorageSpec orDefault(StorageSpec given, String defaultSize) {
    final StorageSpec storage = given == null ? ABSENT : given;
    return storage.size != null
        ? storage
        : new StorageSpec(
            Quantity.parse(defaultSize), storage.storageClassName, storage.dataPolicy);
  }
}
