package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds while the cluster serves the kind of a child that others install, such as cert-manager's
 * Certificates. It is asked by discovery, which needs no rights and, unlike the condition of Java
 * Operator SDK, never gives up. The answer is kept for a short while, since every reconcile asks.
 */
public final class KindPresent implements Condition<HasMetadata, TorrustStack> {

  private static final Duration KEPT = Duration.ofSeconds(10);

  private final Map<Class<?>, Kept<Boolean>> answers = new ConcurrentHashMap<>();

  @Override
  public boolean isMet(
      DependentResource<HasMetadata, TorrustStack> child,
      TorrustStack stack,
      Context<TorrustStack> context) {
    return isPresent(child.resourceType(), context.getClient());
  }

  /** Returns whether the cluster serves a kind. */
  public boolean isPresent(Class<? extends HasMetadata> kind, KubernetesClient client) {
    return answers
        .computeIfAbsent(kind, unknown -> new Kept<>(KEPT))
        .get(() -> client.supports(kind));
  }
}
