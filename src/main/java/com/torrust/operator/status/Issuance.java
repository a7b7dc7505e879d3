package com.torrust.operator.status;

import io.fabric8.certmanager.api.model.meta.v1.ObjectReference;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.CertificateCondition;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What cert-manager says of one Certificate, with what a person can do about it. Reasons and
 * messages are cert-manager's own where it has some.
 *
 * @param certificate the Certificate, with cert-manager's status
 * @see <a
 *     href="https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateStatus">
 *     CertificateStatus</a>
 */
record Issuance(Certificate certificate) {

  private static final ConditionType TYPE = ConditionType.CERTIFICATE_READY;

  /**
   * Reasons of a failed attempt that are cert-manager's own. After a refusal the reason is a word
   * of the approver or issuer that refused, whatever it is (cert-manager
   * pkg/controller/certificates/issuing, failIssueCertificate).
   */
  private static final Set<String> FAILED = Set.of("Failed", "InvalidCertificate");

  /** Returns why the Certificate is not usable, empty when it is issued for its newest spec. */
  Optional<Verdict> trouble() {
    final Optional<CertificateCondition> ready = condition("Ready");
    return ready.filter(Issuance::holds).isPresent()
        ? Optional.empty()
        : Optional.of(
            failedAttempt()
                .map(this::failed)
                .orElseGet(() -> ready.map(this::unready).orElseGet(this::unseen)));
  }

  /** Returns what is wrong with the renewal of a Certificate that is still good. */
  Optional<String> failedRenewal() {
    return failedAttempt()
        .map(
            attempt ->
                told(attempt)
                    + "; it ends at "
                    + certificate.getStatus().getNotAfter()
                    + "; "
                    + laterOrAtOnce());
  }

  private Verdict failed(CertificateCondition attempt) {
    return FAILED.contains(attempt.getReason())
        ? verdict(
            Severity.PROGRESSING,
            attempt.getReason(),
            told(attempt) + "; " + details() + "; " + laterOrAtOnce())
        : verdict(
            Reason.CERTIFICATE_REFUSED.severity(),
            Reason.CERTIFICATE_REFUSED.word(),
            Reason.CERTIFICATE_REFUSED.message(told(attempt) + " (" + attempt.getReason() + ")")
                + "; "
                + anew());
  }

  private Verdict unready(CertificateCondition ready) {
    if (ready.getReason().equals(Reason.INCORRECT_CERTIFICATE.word()) && !issuing()) {
      return Verdict.fails(TYPE, Reason.INCORRECT_CERTIFICATE, told(ready));
    }
    final ObjectReference issuer = certificate.getSpec().getIssuerRef();
    return verdict(
        Severity.PROGRESSING,
        ready.getReason(),
        told(ready)
            + "; it is asked of "
            + issuer.getKind()
            + " "
            + issuer.getName()
            + "; if this lasts longer than a few minutes, check that the issuer exists and is"
            + " ready, and "
            + details());
  }

  private Verdict unseen() {
    return verdict(
        Severity.PROGRESSING,
        Reason.ROLLING_OUT.word(),
        "Certificate " + name() + " waits for cert-manager; if this lasts, check that it runs");
  }

  private static Verdict verdict(Severity severity, String reason, String message) {
    return new Verdict(TYPE, Verdict.FALSE, severity, reason, message);
  }

  private String told(CertificateCondition condition) {
    return "Certificate " + name() + ": " + condition.getMessage().strip();
  }

  private String details() {
    return "see kubectl describe certificaterequest,order,challenge -n " + namespace();
  }

  /** No point in time: the delays are settings of cert-manager, and grow with each failure. */
  private String laterOrAtOnce() {
    return "cert-manager tries again by itself, but only after 1 hour, and up to 32 hours after"
        + " several failures; to try at once: cmctl renew "
        + name()
        + " -n "
        + namespace();
  }

  /** A renewal would meet the refused request once more (seen with cert-manager 1.21.2). */
  private String anew() {
    return "then kubectl delete certificate "
        + name()
        + " -n "
        + namespace()
        + ", and the operator asks anew";
  }

  private String name() {
    return certificate.getMetadata().getName();
  }

  private String namespace() {
    return certificate.getMetadata().getNamespace();
  }

  private boolean issuing() {
    return condition("Issuing").filter(Issuance::holds).isPresent();
  }

  /** A success may leave the condition behind, but takes the time of failure away. */
  private Optional<CertificateCondition> failedAttempt() {
    return condition("Issuing")
        .filter(condition -> !holds(condition))
        .filter(condition -> certificate.getStatus().getLastFailureTime() != null);
  }

  private static boolean holds(CertificateCondition condition) {
    return condition.getStatus().equals(Verdict.TRUE);
  }

  private Optional<CertificateCondition> condition(String type) {
    if (certificate.getStatus() == null) {
      return Optional.empty();
    }
    return certificate.getStatus().getConditions().stream()
        .filter(c -> type.equals(c.getType()))
        .filter(
            c ->
                c.getObservedGeneration() == null
                    || Objects.equals(
                        c.getObservedGeneration(), certificate.getMetadata().getGeneration()))
        .findFirst();
  }
}
