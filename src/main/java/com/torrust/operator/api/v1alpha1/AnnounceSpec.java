package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * How often peers are told to announce (BEP 3).
 *
 * @param interval time between two announces of a peer. Default: 120s.
 * @param minInterval time that a peer must let pass. Default: that of interval.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.minInterval) || duration(self.minInterval) <= duration(has(self.interval) ?"
            + " self.interval : '120s')",
    fieldPath = ".minInterval",
    message = "announce.minInterval cannot be longer than announce.interval (absent means 120s)")
public record AnnounceSpec(
    @Size(max = 7)
        @Pattern("^[1-9][0-9]{0,5}(s|m|h)$")
        @JsonPropertyDescription("Time between two announces of a peer. Default: 120s.")
        String interval,
    @Size(max = 7)
        @Pattern("^[1-9][0-9]{0,5}(s|m|h)$")
        @JsonPropertyDescription(
            "Time that a peer must let pass between two announces. Default: that of interval.")
        String minInterval) {

  static final AnnounceSpec DEFAULT = new AnnounceSpec(null, null);

  /** Fills in the default of what is absent. */
  public AnnounceSpec {
    interval = interval == null ? "120s" : interval;
    minInterval = minInterval == null ? interval : minInterval;
  }
}
