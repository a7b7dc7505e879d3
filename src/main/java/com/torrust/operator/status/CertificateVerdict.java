package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.Routes;
import com.torrust.operator.exposure.StackCertificates;
import com.torrust.operator.kube.Names;
import io.fabric8.certmanager.api.model.v1.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges whether cert-manager has issued every certificate of a stack. */
final class CertificateVerdict {

  private static final ConditionType TYPE = ConditionType.CERTIFICATE_READY;

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
    final List<Certificate> certificates = observed.certificates().get();
    return Verdict.ofFailures(TYPE, observed.failures(TYPE))
        .or(() -> Verdict.worst(TYPE, unready(stack, certificates)))
        .or(() -> Optional.of(Verdict.holds(TYPE, Reason.AVAILABLE, issued(stack, certificates))));
  }

  private static List<Verdict> unready(TorrustStack stack, List<Certificate> certificates) {
    return names(stack).stream()
        .flatMap(
            name ->
                named(name, certificates)
                    .map(certificate -> new Issuance(certificate).trouble())
                    .orElseGet(() -> Optional.of(missing(name)))
                    .stream())
        .toList();
  }

  private static String issued(TorrustStack stack, List<Certificate> certificates) {
    final String renewals =
        names(stack).stream()
            .flatMap(name -> named(name, certificates).stream())
            .flatMap(certificate -> new Issuance(certificate).failedRenewal().stream())
            .collect(Collectors.joining(". "));
    return renewals.isEmpty()
        ? "every certificate is issued"
        : "every certificate is issued, but not renewed: " + renewals;
  }

  private static Verdict missing(String name) {
    return Verdict.fails(TYPE, Reason.NOT_CREATED, "Certificate " + name + " is not there yet");
  }

  private static List<String> names(TorrustStack stack) {
    final Names names = new Names(stack.getMetadata().getName());
    return Routes.hostnames(stack.getSpec()).stream()
        .map(hostname -> names.certificate(hostname, stack.getSpec().hostname()))
        .toList();
  }

  private static Optional<Certificate> named(String name, List<Certificate> certificates) {
    return certificates.stream().filter(c -> c.getMetadata().getName().equals(name)).findFirst();
  }
}
