package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the certificate of the public hostname comes from. */
public enum TlsMode {
  /** cert-manager issues it through {@code issuerRef}. */
  @JsonProperty("CertManager")
  CERT_MANAGER,
  /** A Secret of type {@code kubernetes.io/tls} that the user provides. */
  @JsonProperty("ExistingSecret")
  EXISTING_SECRET,
  /** cert-manager's ingress-shim issues it, told by annotations of the Ingress. */
  @JsonProperty("IngressShim")
  INGRESS_SHIM,
  /** The ingress controller, or the listener of the Gateway, has it already. */
  @JsonProperty("External")
  EXTERNAL,
  /** None: the hostname is served over plain HTTP. */
  @JsonProperty("Disabled")
  DISABLED
}
