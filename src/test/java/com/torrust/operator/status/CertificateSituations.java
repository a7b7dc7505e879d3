package com.torrust.operator.status;

import static com.torrust.operator.status.ConditionType.CERTIFICATE_READY;
import static com.torrust.operator.status.Situations.Overall.READY;
import static com.torrust.operator.status.Situations.Overall.RECONCILING;
import static com.torrust.operator.status.Situations.Overall.STALLED;
import static com.torrust.operator.status.Situations.line;

import com.torrust.operator.status.Situations.Line;
import io.fabric8.certmanager.api.model.v1.Certificate;
import java.util.stream.Stream;

/** Lines about certificates, with the words of cert-manager 1.21. */
final class CertificateSituations {

  private static final String NO_SECRET = "Issuing certificate as Secret does not exist";
  private static final String ATTEMPT =
      "The certificate request has failed to complete and will be retried: ";
  private static final String TWO =
      "Secret was issued for \"other\". If this message is not transient, you might have two"
          + " conflicting Certificates pointing to the same secret.";

  private CertificateSituations() {}

  static Stream<Line> issued() {
    return Stream.of(
        line("certificate issued", s -> s)
            .holds(CERTIFICATE_READY, "Available", "every certificate is issued", READY),
        line(
                "renewal failed",
                s -> s.certificates(c -> Reported.notIssued(c, "Failed", ATTEMPT + "x")))
            .holds(
                CERTIFICATE_READY,
                "Available",
                "not renewed: Certificate demo-tls: " + ATTEMPT + "x; it ends at 2027-02-21",
                READY));
  }

  static Stream<Line> missing() {
    return Stream.of(
        line("cert-manager missing", s -> s.withoutCertManager())
            .fails(CERTIFICATE_READY, "CertManagerMissing", "install cert-manager", RECONCILING),
        line("Certificate missing", s -> s.without(Certificate.class))
            .fails(
                CERTIFICATE_READY,
                "NotCreated",
                "Certificate demo-tls is not there yet",
                RECONCILING),
        line(
                "Certificate not seen by cert-manager",
                s -> s.certificates(c -> c.setStatus(null)))
            .fails(
                CERTIFICATE_READY,
                "RollingOut",
                "demo-tls waits for cert-manager; if this lasts, check that it runs",
                RECONCILING),
        line(
                "Certificate ready for an older spec",
                s -> s.certificate(3, "True", "Ready", "Up to date"))
            .fails(
                CERTIFICATE_READY, "RollingOut", "demo-tls waits for cert-manager", RECONCILING));
  }

  static Stream<Line> pending() {
    return Stream.of(
        line(
                "Certificate not ready",
                s ->
                    s.certificate(4, "False", "DoesNotExist", NO_SECRET)
                        .certificates(c -> Reported.issuing(c, "DoesNotExist", NO_SECRET)))
            .fails(
                CERTIFICATE_READY,
                "DoesNotExist",
                "Certificate demo-tls: "
                    + NO_SECRET
                    + "; it is asked of Issuer ca; if this lasts longer than a few minutes, check"
                    + " that the issuer exists and is ready, and see kubectl describe"
                    + " certificaterequest,order,challenge -n torrust",
                RECONCILING),
        line(
                "Secret of another Certificate, about to be issued anew",
                s ->
                    s.certificate(4, "False", "IncorrectCertificate", TWO)
                        .certificates(c -> Reported.issuing(c, "IncorrectCertificate", TWO)))
            .fails(CERTIFICATE_READY, "IncorrectCertificate", "\"other\"", RECONCILING),
        line(
                "Secret of another Certificate",
                s -> s.certificate(4, "False", "IncorrectCertificate", TWO))
            .fails(
                CERTIFICATE_READY,
                "IncorrectCertificate",
                TWO + "; delete that other Certificate",
                STALLED));
  }

  static Stream<Line> failed() {
    return Stream.of(
        line("attempt failed", s -> notIssued(s, "Failed", "the order is invalid"))
            .fails(
                CERTIFICATE_READY,
                "Failed",
                "the order is invalid; see kubectl describe certificaterequest,order,challenge -n"
                    + " torrust; cert-manager tries again by itself",
                RECONCILING),
        line("attempt failed: how to go on", s -> notIssued(s, "Failed", "the order is invalid"))
            .fails(
                CERTIFICATE_READY,
                "Failed",
                "to try at once: cmctl renew demo-tls -n torrust",
                RECONCILING),
        line("issuer gave rubbish", s -> notIssued(s, "InvalidCertificate", "expired"))
            .fails(CERTIFICATE_READY, "InvalidCertificate", "expired; see", RECONCILING),
        line("request denied", s -> notIssued(s, "policy.cert-manager.io", "no policy allows it"))
            .fails(
                CERTIFICATE_READY,
                "CertificateRefused",
                "no policy allows it (policy.cert-manager.io); change what refused it",
                STALLED),
        line("request invalid", s -> notIssued(s, "InvalidRequest", "no such role"))
            .fails(
                CERTIFICATE_READY,
                "CertificateRefused",
                "then kubectl delete certificate demo-tls -n torrust",
                STALLED));
  }

  private static Situation notIssued(Situation situation, String reason, String cause) {
    return situation
        .certificate(4, "False", "DoesNotExist", NO_SECRET)
        .certificates(c -> Reported.notIssued(c, reason, ATTEMPT + cause));
  }
}
