package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.certmanager.api.model.acme.v1.Challenge;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.CertificateCondition;
import io.fabric8.certmanager.api.model.v1.CertificateConditionBuilder;
import io.fabric8.certmanager.api.model.v1.CertificateRequest;
import io.fabric8.certmanager.api.model.v1.CertificateRequestCondition;
import io.fabric8.certmanager.api.model.v1.CertificateRequestConditionBuilder;
import io.fabric8.certmanager.api.model.v1.CertificateStatus;
import io.fabric8.certmanager.api.model.v1.Issuer;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What a test does with cert-manager's objects in a sandbox, as an administrator.
 *
 * @param sandbox the sandbox
 */
record CertManagerObjects(Sandbox sandbox) {

  void apply(String manifest) {
    final Kubectl.Result result =
        sandbox.kubectl().attempt(manifest, "apply", "-n", sandbox.namespace(), "-f", "-");
    assertThat(result.code()).as(result.output()).isZero();
  }

  void awaitIssuer(String name) {
    Sandbox.await()
        .until(
            () ->
                sandbox.object(Issuer.class, name).get().getStatus().getConditions().stream()
                    .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True")));
  }

  void awaitCertificate(String name) {
    Sandbox.await()
        .until(
            () ->
                sandbox.object(Certificate.class, name).get().getStatus().getConditions().stream()
                    .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True")));
  }

  /** Returns the value of a key of a Secret that cert-manager fills. */
  String secret(String name, String key) {
    final String value = found(() -> sandbox.object(Secret.class, name).get().getData().get(key));
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }

  /** Returns the challenge that waits for its answer. */
  Challenge challenge() {
    return found(
        () ->
            sandbox
                .client()
                .resources(Challenge.class)
                .inNamespace(sandbox.namespace())
                .list()
                .getItems()
                .stream()
                .filter(c -> c.getStatus() != null && "pending".equals(c.getStatus().getState()))
                .findFirst()
                .orElse(null));
  }

  /** Denies the request for the stack's certificate, as an approver does. */
  void deny(String approver, String message) {
    found(
        () ->
            sandbox
                .client()
                .resources(CertificateRequest.class)
                .inNamespace(sandbox.namespace())
                .resources()
                .findFirst()
                .map(
                    request ->
                        request.editStatus(
                            r -> {
                              r.getStatus().getConditions().add(denied(approver, message));
                              return r;
                            }))
                .orElse(null));
  }

  /**
   * Does what {@code cmctl renew} does, no faster than a person: cert-manager compares whole
   * seconds, and a renewal within the second of the failure meets the failed request again.
   */
  void renew(String name) {
    found(
        () ->
            sandbox
                .object(Certificate.class, name)
                .editStatus(
                    certificate -> {
                      final CertificateStatus status = certificate.getStatus();
                      status.getConditions().removeIf(c -> c.getType().equals("Issuing"));
                      status
                          .getConditions()
                          .add(renewed(certificate.getMetadata().getGeneration()));
                      return certificate;
                    }));
  }

  /** Returns what the message of the condition tells a person to run. */
  String describe() {
    return sandbox
        .kubectl()
        .run("describe", "certificaterequest,order,challenge", "-n", sandbox.namespace());
  }

  private static CertificateRequestCondition denied(String approver, String message) {
    return new CertificateRequestConditionBuilder()
        .withType("Denied")
        .withStatus("True")
        .withReason(approver)
        .withMessage(message)
        .withLastTransitionTime(now().toString())
        .build();
  }

  private static CertificateCondition renewed(long generation) {
    return new CertificateConditionBuilder()
        .withType("Issuing")
        .withStatus("True")
        .withReason("ManuallyTriggered")
        .withMessage("Certificate re-issuance manually triggered")
        .withObservedGeneration(generation)
        .withLastTransitionTime(now().plusSeconds(1).toString())
        .build();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Tries until there is a result; a conflict with cert-manager's own writes is tried again. */
  private static <T> T found(Supplier<T> search) {
    final AtomicReference<T> result = new AtomicReference<>();
    Sandbox.await()
        .until(
            () -> {
              result.set(search.get());
              return result.get() != null;
            });
    return result.get();
  }
}
