package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.Condition;
import io.fabric8.certmanager.api.model.v1.Certificate;
import org.junit.jupiter.api.Test;

/** What the real cert-manager says of a certificate is told, with what a person can do. */
@WithOperator
class CertificateReadyIT {

  private static final String LATE =
      """
      apiVersion: cert-manager.io/v1
      kind: Issuer
      metadata: {name: late}
      spec: {selfSigned: {}}
      """;

  @Test
  void anIssuerThatIsNotThereIsNamed(Sandbox sandbox) {
    final CertManagerObjects objects = new CertManagerObjects(sandbox);
    sandbox.apply("  exposure: {tls: {issuerRef: {name: late}}}\n");

    final Condition waiting = sandbox.awaitReason("CertificateReady", "DoesNotExist");
    assertThat(waiting.message())
        .contains("Certificate demo-tls")
        .contains("Issuer late")
        .contains("kubectl describe certificaterequest,order,challenge -n " + sandbox.namespace());
    assertThat(sandbox.stack().getStatus().condition("Reconciling")).isPresent();
    Sandbox.await()
        .untilAsserted(() -> assertThat(objects.describe()).contains("\"late\" not found"));

    objects.apply(LATE);
    sandbox.awaitReady();
  }

  @Test
  void aDeniedRequestIsForAPerson(Sandbox sandbox) {
    final CertManagerObjects objects = new CertManagerObjects(sandbox);
    sandbox.apply("  exposure: {tls: {issuerRef: {name: late}}}\n");
    objects.deny("policy.cert-manager.io", "no policy allows demo");

    final Condition refused = sandbox.awaitReason("CertificateReady", "CertificateRefused");
    assertThat(refused.message())
        .contains("no policy allows demo (policy.cert-manager.io)")
        .contains("kubectl delete certificate demo-tls -n " + sandbox.namespace());
    assertThat(sandbox.stack().getStatus().condition("Stalled"))
        .get()
        .extracting(Condition::reason)
        .isEqualTo("CertificateRefused");

    objects.apply(LATE);
    objects.awaitIssuer("late");
    sandbox.kubectl().run("delete", "certificate", "demo-tls", "-n", sandbox.namespace());
    assertThat(sandbox.awaitReady().getStatus().condition("Stalled")).isEmpty();
  }

  @Test
  void anotherCertificateOnTheSameSecretIsNamed(Sandbox sandbox) {
    final CertManagerObjects objects = new CertManagerObjects(sandbox);
    objects.apply(
        """
        apiVersion: cert-manager.io/v1
        kind: Certificate
        metadata: {name: other}
        spec:
          secretName: demo-tls
          dnsNames: [other.test]
          issuerRef: {name: test-ca, kind: ClusterIssuer}
        """);
    objects.awaitCertificate("other");
    sandbox.apply("");

    final Condition incorrect = sandbox.awaitReason("CertificateReady", "IncorrectCertificate");
    assertThat(incorrect.message()).contains("\"other\"").contains("delete that other Certificate");
    assertThat(sandbox.stack().getStatus().condition("Stalled"))
        .get()
        .extracting(Condition::reason)
        .isEqualTo("IncorrectCertificate");

    sandbox.object(Certificate.class, "other").delete();
    objects.renew("demo-tls");
    assertThat(sandbox.awaitReady().getStatus().condition("Stalled")).isEmpty();
  }
}
