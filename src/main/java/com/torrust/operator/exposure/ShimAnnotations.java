package com.torrust.operator.exposure;

import com.torrust.operator.api.v1alpha1.IssuerRef;
import com.torrust.operator.api.v1alpha1.TlsMode;
import com.torrust.operator.api.v1alpha1.TlsSpec;
import java.util.Map;

/**
 * Annotations that make cert-manager's ingress-shim issue the certificate of an Ingress.
 *
 * @see <a href="https://cert-manager.io/docs/usage/ingress/#supported-annotations">Supported
 *     annotations</a>
 */
final class ShimAnnotations {

  private static final String PREFIX = "cert-manager.io/";

  private ShimAnnotations() {}

  /** Returns the annotations, none unless the shim is asked for and an issuer is named. */
  static Map<String, String> of(TlsSpec tls) {
    if (tls.mode() != TlsMode.INGRESS_SHIM || tls.issuerRef() == null) {
      return Map.of();
    }
    final IssuerRef issuer = tls.issuerRef();
    final boolean own = issuer.group().equals("cert-manager.io");
    if (own && issuer.kind().equals("ClusterIssuer")) {
      return Map.of(PREFIX + "cluster-issuer", issuer.name());
    }
    return own && issuer.kind().equals("Issuer")
        ? Map.of(PREFIX + "issuer", issuer.name())
        : Map.of(
            PREFIX + "issuer", issuer.name(),
            PREFIX + "issuer-kind", issuer.kind(),
            PREFIX + "issuer-group", issuer.group());
  }
}
