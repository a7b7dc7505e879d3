package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.Routes;
import com.torrust.operator.exposure.StackCertificates;
import com.torrust.operator.kube.Names;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.CertificateCondition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges whether cert-manager has issued every certificate of a stack; reasons and messages are
 * cert-manager's own where it has an opinion.
 *
 * @see <a
 *     href="https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateStatus">
 *     CertificateStatus</a>
 */
final class CertificateVerdict {

  private static final ConditionType TYPE = ConditionType.CERTIFICATE_READY;
  private static final List<String> FAILURES =
      List.of("Failed", "Denied", "InvalidRequest", "InvalidCertificate");

  private CertificateVerdict() {}

  /** Returns the verdict, empty when the stack asks for no certificate. */
  static Optional<Verdict> of(TorrustStack stack, Observed observed) {
    if (!StackCertificates.wanted(stack.getSpec())) {
      return Optional.empty();
    }
    if (observed.certificates().isEmpty()) {
      return Optional.of(
          Verdict.fails(
              TYPE, Reason.CERT_MANAGER_MISSING, "the cluster does not know cert-manager.io/v1"));
    }
    return Verdict.ofFailures(TYPE, observed.failures(TYPE))
        .or(() -> firstUnready(stack, observed.certificates().get()))
        .or(
            () ->
                Optional.of(Verdict.holds(TYPE, Reason.AVAILABLE, "every certificate is issued")));
  }

  private static Optional<Verdict> firstUnready(
      TorrustStack stack, List<Certificate> certificates) {
    final Names names = new Names(stack.getMetadata().getName());
    return Routes.hostnames(stack.getSpec()).stream()
        .map(hostname -> names.certificate(hostname, stack.getSpec().hostname()))
        .flatMap(name -> unready(name, certificates).stream())
        .findFirst();
  }

  private static Optional<Verdict> unready(String name, List<Certificate> certificates) {
    final Optional<Certificate> found =
        certificates.stream().filter(c -> c.getMetadata().getName().equals(name)).findFirst();
    if (found.isEmpty()) {
      return Optional.of(
          Verdict.fails(TYPE, Reason.NOT_CREATED, "Certificate " + name + " is not there yet"));
    }
    final Certificate certificate = found.get();
    final Optional<CertificateCondition> ready = condition(certificate, "Ready");
    if (ready.filter(c -> c.getStatus().equals(Verdict.TRUE)).isPresent()) {
      return Optional.empty();
    }
    final CertificateCondition cause =
        condition(certificate, "Issuing")
            .filter(c -> FAILURES.contains(c.getReason()))
            .or(() -> ready)
            .orElse(null);
    return Optional.of(
        new Verdict(
            TYPE,
            Verdict.FALSE,
            Severity.PROGRESSING,
            cause == null ? Reason.ROLLING_OUT.word() : cause.getReason(),
            "Certificate "
                + name
                + (cause == null ? " waits for cert-manager" : ": " + cause.getMessage())));
  }

  private static Optional<CertificateCondition> condition(Certificate certificate, String type) {
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
