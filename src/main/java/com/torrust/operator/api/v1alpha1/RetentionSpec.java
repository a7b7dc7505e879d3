package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;

/**
 * How long Prometheus keeps samples; the limit reached first wins.
 *
 * @param time age at which samples go, such as 12h or 15d. Default: 15d.
 * @param size size of the stored samples at which the oldest go, such as 8Gi; leave a fifth of the
 *     volume free. Default: four fifths of the volume.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.size) || (isQuantity(string(self.size)) &&"
            + " quantity(string(self.size)).isGreaterThan(quantity('0')))",
    fieldPath = ".size",
    message = "must be an amount of storage such as 8Gi")
public record RetentionSpec(
    @Pattern("^[1-9][0-9]{0,5}(s|m|h|d|w|y)$")
        @JsonPropertyDescription("Age at which samples go, such as 12h or 15d. Default: 15d.")
        String time,
    @JsonPropertyDescription(
            "Size of the stored samples at which the oldest go, such as 8Gi; leave a fifth of the"
                + " volume free. Default: four fifths of the volume.")
        Quantity size) {

  static final RetentionSpec DEFAULT = new RetentionSpec(null, null);

  /** Fills in the default of what is absent. */
  public RetentionSpec {
    time = time == null ? "15d" : time;
  }
}
