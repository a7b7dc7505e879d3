package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import java.time.Duration;

/**
 * Holds while the cluster serves cert-manager's Certificates, asked by discovery, which needs no
 * rights. The answer is kept for a short while, since every reconcile asks.
 */
public final class CertManagerPresent implements Condition<Certificate, TorrustStack> {

  private final Kept<Boolean> present = new Kept<>(Duration.ofSeconds(10));

  @Override
  public boolean isMet(
      DependentResource<Certificate, TorrustStack> child,
      TorrustStack stack,
      Context<TorrustStack> context) {
    return isPresent(context.getClient());
  }

  /** Returns whether the cluster serves Certificates. */
  public boolean isPresent(KubernetesClient client) {
    return present.get(() -> client.supports(Certificate.class));
  }
}
