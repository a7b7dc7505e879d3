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
  /** None: the hostname is served over plain HTTP. */
  @JsonProperty("Disabled")
  DISABLED
}
