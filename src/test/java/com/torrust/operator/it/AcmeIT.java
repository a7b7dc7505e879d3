package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.ingress.AcmeServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/**
 * The real cert-manager gets the certificate of a stack by HTTP-01 from an ACME server on this
 * machine. Nothing runs in the solver's simulated pod, so the test answers for it, and cert-manager
 * is told to wait instead of asking the public name itself, which would leave the machine.
 */
@WithOperator
class AcmeIT {

  private static final String LONG = "1h";
  private static final String SHORT = "5s";

  @Test
  void aSolvedChallengeMakesTheStackReady(Sandbox sandbox) throws CertificateException {
    final CertManagerObjects objects = new CertManagerObjects(sandbox);
    try (AcmeServer server = server(objects)) {
      ask(sandbox, objects, server, SHORT);
      server.answer(objects.challenge());

      assertThat(sandbox.awaitReady().getStatus().condition("CertificateReady"))
          .get()
          .extracting(Condition::status)
          .isEqualTo("True");
      final X509Certificate issued = x509(objects.secret("demo-tls", "tls.crt"));
      assertThat(issued.getIssuerX500Principal().getName()).contains("Pebble");
      assertThat(issued.getSubjectAlternativeNames().toString())
          .contains("demo." + sandbox.namespace() + ".test");
    }
  }

  /** The Certificate does not tell of its challenge, so the status says where to look. */
  @Test
  void whileTheChallengeIsPendingTheStatusSaysWhereToLook(Sandbox sandbox) {
    final CertManagerObjects objects = new CertManagerObjects(sandbox);
    try (AcmeServer server = server(objects)) {
      ask(sandbox, objects, server, LONG);
      objects.challenge();

      final Condition pending = sandbox.awaitReason("CertificateReady", "DoesNotExist");
      assertThat(pending.message())
          .contains("Issuer acme")
          .contains(
              "kubectl describe certificaterequest,order,challenge -n " + sandbox.namespace());
      assertThat(sandbox.stack().getStatus().condition("Reconciling")).isPresent();
      Sandbox.await()
          .untilAsserted(() -> assertThat(objects.describe()).contains("Waiting", "HTTP-01"));
    }
  }

  @Test
  void aFailedChallengeIsToldWithTheWayToTryAgain(Sandbox sandbox) {
    final CertManagerObjects objects = new CertManagerObjects(sandbox);
    try (AcmeServer server = server(objects)) {
      ask(sandbox, objects, server, SHORT);

      final Condition failed = sandbox.awaitReason("CertificateReady", "Failed");
      assertThat(failed.message())
          .contains("is in \"invalid\" state")
          .contains("cmctl renew demo-tls -n " + sandbox.namespace());
      assertThat(sandbox.stack().getStatus().condition("Reconciling")).isPresent();
      assertThat(objects.describe()).contains("Reason:        Error accepting");

      objects.renew("demo-tls");
      server.answer(objects.challenge());
      sandbox.awaitReady();
    }
  }

  private static AcmeServer server(CertManagerObjects objects) {
    objects.apply(
        """
        apiVersion: cert-manager.io/v1
        kind: Certificate
        metadata: {name: acme-server}
        spec:
          secretName: acme-server
          ipAddresses: [127.0.0.1]
          issuerRef: {name: test-ca, kind: ClusterIssuer}
        """);
    return AcmeServer.start(
        objects.secret("acme-server", "tls.crt"), objects.secret("acme-server", "tls.key"));
  }

  /** A stack asks the server for its certificate. */
  private static void ask(
      Sandbox sandbox, CertManagerObjects objects, AcmeServer server, String wait) {
    objects.apply(
        """
        apiVersion: cert-manager.io/v1
        kind: Issuer
        metadata: {name: acme}
        spec:
          acme:
            server: %s
            caBundle: %s
            privateKeySecretRef: {name: acme-account}
            solvers: [{waitInsteadOfSelfCheck: %s, http01: {ingress: {ingressClassName: contour}}}]
        """
            .formatted(
                server.directory(),
                Base64.getEncoder()
                    .encodeToString(
                        objects.secret("acme-server", "ca.crt").getBytes(StandardCharsets.UTF_8)),
                wait));
    objects.awaitIssuer("acme");
    sandbox.apply("  exposure: {tls: {issuerRef: {name: acme}}}\n");
  }

  private static X509Certificate x509(String pem) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
  }
}
