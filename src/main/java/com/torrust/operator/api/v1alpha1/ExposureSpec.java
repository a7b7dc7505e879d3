package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * How the stack is reached from outside the cluster over HTTP.
 *
 * @param type ingress, or None for Services only. Default: Ingress.
 * @param ingress the Ingress of each hostname.
 * @param tls the certificate of the public hostname.
 * @param probe how the operator verifies that the endpoints work
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExposureSpec(
    @JsonPropertyDescription("Ingress, or None for Services only. Default: Ingress.")
        ExposureType type,
    @JsonPropertyDescription("The Ingress of each hostname.") IngressSpec ingress,
    @JsonPropertyDescription("The certificate of the public hostname.") TlsSpec tls,
    @JsonPropertyDescription("How the operator verifies that the endpoints work.")
        ProbeSpec probe) {

  static final ExposureSpec DEFAULT = new ExposureSpec(null, null, null, null);

  /** Fills in the default of what is absent. */
  public ExposureSpec {
    type = type == null ? ExposureType.INGRESS : type;
    ingress = ingress == null ? IngressSpec.DEFAULT : ingress;
    tls = tls == null ? TlsSpec.DEFAULT : tls;
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
}
