package com.torrust.operator.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.torrust.operator.cluster.TestCluster;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * A certificate that the real cert-manager issued from the cluster's test CA.
 *
 * @param secretName the name of its Secret
 * @param chain the certificate as PEM
 * @param key its private key as PEM
 * @param authority the certificate of the test CA as PEM, for clients to trust
 */
public record IssuedCertificate(String secretName, String chain, String key, String authority) {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String CERTIFICATE =
      """
      apiVersion: cert-manager.io/v1
      kind: Certificate
      metadata: {name: %1$s, namespace: %2$s}
      spec:
        secretName: %1$s
        dnsNames: [%3$s]
        privateKey: {algorithm: ECDSA, size: 256}
        issuerRef: {name: test-ca, kind: ClusterIssuer}
      """;

  /**
   * Has a certificate issued for a hostname, into a Secret of a namespace.
   *
   * @throws IllegalStateException when it is not issued in time
   */
  public static IssuedCertificate issue(TestCluster cluster, String namespace, String hostname) {
    cluster.installCertManager();
    String name = "tls-" + hostname.replace('.', '-');
    cluster
        .client()
        .resource(
            Serialization.unmarshal(
                CERTIFICATE.formatted(name, namespace, hostname), Certificate.class))
        .serverSideApply();
    return NetworkTools.await(
        "the certificate of " + hostname,
        LIMIT,
        () ->
            Optional.ofNullable(
                    cluster.client().secrets().inNamespace(namespace).withName(name).get())
                .filter(secret -> !text(secret, "tls.crt").isEmpty())
                .map(IssuedCertificate::of));
  }

  /** What cert-manager put into a Secret. */
  public static IssuedCertificate of(Secret secret) {
    return new IssuedCertificate(
        secret.getMetadata().getName(),
        text(secret, "tls.crt"),
        text(secret, "tls.key"),
        text(secret, "ca.crt"));
  }

  private static String text(Secret secret, String key) {
    return new String(Base64.getDecoder().decode(secret.getData().getOrDefault(key, "")), UTF_8);
  }
}
