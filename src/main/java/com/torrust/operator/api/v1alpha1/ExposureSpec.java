package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * How the stack is reached from outside the cluster over HTTP.
 *
 * @param type ingress, Gateway, or None for Services only. Default: Ingress.
 * @param ingress the Ingress of each hostname.
 * @param gateway the HTTPRoute of each hostname.
 * @param tls the certificate of the public hostname.
 * @param probe how the operator verifies that the endpoints work
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!(has(self.type) && self.type == 'Gateway') || (has(self.gateway) &&"
            + " has(self.gateway.parentRefs) && self.gateway.parentRefs.size() > 0)",
    fieldPath = ".gateway",
    message =
        "exposure.type Gateway needs a Gateway: name one in spec.exposure.gateway.parentRefs, such"
            + " as {name: public, namespace: gateways}")
@ValidationRule(
    value =
        "has(self.type) || !has(self.gateway) || !has(self.gateway.parentRefs) ||"
            + " self.gateway.parentRefs.size() == 0",
    fieldPath = ".type",
    message =
        "gateway.parentRefs are given, but an absent exposure.type means Ingress: set"
            + " spec.exposure.type to Gateway, or to another type that is to leave them unused")
@ValidationRule(
    value =
        "!(has(self.type) && self.type == 'Gateway') || !has(self.tls) || !has(self.tls.mode) ||"
            + " self.tls.mode in ['External', 'Disabled']",
    fieldPath = ".tls",
    message =
        "with exposure.type Gateway the certificate belongs to the Gateway's listener: leave"
            + " spec.exposure.tls.mode out, or set it to Disabled for a listener of plain HTTP")
public record ExposureSpec(
    @JsonPropertyDescription("Ingress, Gateway, or None for Services only. Default: Ingress.")
        ExposureType type,
    @JsonPropertyDescription("The Ingress of each hostname; for type Ingress.") IngressSpec ingress,
    @JsonPropertyDescription("The HTTPRoute of each hostname; for type Gateway.")
        GatewaySpec gateway,
    @JsonPropertyDescription("The certificate of the public hostname.") TlsSpec tls,
    @JsonPropertyDescription("How the operator verifies that the endpoints work.")
        ProbeSpec probe) {

  static final ExposureSpec DEFAULT = new ExposureSpec(null, null, null, null, null);

  /** Fills in the default of what is absent. */
  public ExposureSpec {
    type = type == null ? ExposureType.INGRESS : type;
    ingress = ingress == null ? IngressSpec.DEFAULT : ingress;
    gateway = gateway == null ? GatewaySpec.DEFAULT : gateway;
    tls =
        (tls == null ? TlsSpec.DEFAULT : tls)
            .orMode(type == ExposureType.GATEWAY ? TlsMode.EXTERNAL : TlsMode.CERT_MANAGER);
    probe = probe == null ? ProbeSpec.DEFAULT : probe;
  }

  /** Returns whether the stack is reached from outside over HTTP. */
  public boolean servesHostnames() {
    return type != ExposureType.NONE;
  }

  /** Returns whether the stack is exposed through Ingress objects. */
  public boolean viaIngress() {
    return type == ExposureType.INGRESS;
  }

  /** Returns whether the stack is exposed through HTTPRoutes of the Gateway API. */
  public boolean viaGateway() {
    return type == ExposureType.GATEWAY;
  }
}
