package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * How the operator verifies that the endpoints work.
 *
 * @param mode public, InCluster or Disabled. Default: Public.
 * @param policy require or Report. Default: Require.
 * @param interval time between two looks at what works, at least 30s. Default: 10m.
 * @param connectTo address of the ingress controller inside the cluster, host or host:port; for
 *     mode InCluster.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "(has(self.mode) && self.mode == 'InCluster') == has(self.connectTo)",
    fieldPath = ".connectTo",
    message =
        "probe.mode InCluster and probe.connectTo belong together: connectTo is the ingress"
            + " controller's address inside the cluster, such as"
            + " ingress-nginx-controller.ingress-nginx.svc:443")
@ValidationRule(
    value = "!has(self.interval) || duration(self.interval) >= duration('30s')",
    fieldPath = ".interval",
    message = "probe.interval must be at least 30s")
public record ProbeSpec(
    @JsonPropertyDescription(
            "From where the endpoints are verified: Public, by the hostname as everyone does;"
                + " InCluster, through connectTo with the hostname in SNI and Host; or Disabled."
                + " Default: Public.")
        ProbeMode mode,
    @JsonPropertyDescription(
            "Require: a stack with an endpoint that does not work is not Ready; Report: it is said"
                + " and nothing more. Default: Require.")
        ProbePolicy policy,
    @Pattern("^[1-9][0-9]{0,5}(s|m|h)$")
        @JsonPropertyDescription(
            "Time between two looks at what works, such as 30m, at least 30s; what does not work is"
                + " looked at more often at first. Default: 10m.")
        String interval,
    @Size(min = 1, max = 260)
        @Pattern(
            "^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-fA-F:.]+\\])"
                + "(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}"
                + "|655[0-2][0-9]|6553[0-5]))?$")
        @JsonPropertyDescription(
            "Address of the ingress controller inside the cluster for mode InCluster, a host or an"
                + " address with an optional port, such as"
                + " ingress-nginx-controller.ingress-nginx.svc:443. Default of the port: 443, or 80"
                + " without TLS.")
        String connectTo) {

  static final ProbeSpec DEFAULT = new ProbeSpec(null, null, null, null);

  /** Fills in the default of what is absent. */
  public ProbeSpec {
    mode = mode == null ? ProbeMode.PUBLIC : mode;
    policy = policy == null ? ProbePolicy.REQUIRE : policy;
    interval = interval == null ? "10m" : interval;
  }
}
