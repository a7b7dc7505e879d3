package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * The certificate of the public hostname.
 *
 * @param mode where it comes from: CertManager, ExistingSecret, IngressShim, External or Disabled.
 *     Default: CertManager, but External with exposure type Gateway.
 * @param issuerRef issuer of cert-manager; needed for mode CertManager.
 * @param existingSecret secret of type kubernetes.io/tls; needed for mode ExistingSecret.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.mode) || self.mode != 'ExistingSecret' || has(self.existingSecret)",
    fieldPath = ".existingSecret",
    message = "tls.mode ExistingSecret needs the Secret: set spec.exposure.tls.existingSecret.name")
public record TlsSpec(
    @JsonPropertyDescription(
            "Where it comes from: CertManager, ExistingSecret, IngressShim, External or Disabled."
                + " Default: CertManager; External with exposure type Gateway, where the"
                + " certificate is the listener's.")
        TlsMode mode,
    @JsonPropertyDescription(
            "Issuer of cert-manager; needed for mode CertManager. In mode IngressShim it becomes"
                + " annotations of the Ingress.")
        IssuerRef issuerRef,
    @JsonPropertyDescription("Secret of type kubernetes.io/tls; needed for mode ExistingSecret.")
        SecretRef existingSecret) {

  static final TlsSpec DEFAULT = new TlsSpec(null, null, null);

  /** Returns the same with the given mode if none is named. */
  TlsSpec orMode(TlsMode absent) {
    return mode == null ? new TlsSpec(absent, issuerRef, existingSecret) : this;
  }
}
