package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;

/** Holds while the user wants Grafana. */
public final class GrafanaEnabled implements Condition<HasMetadata, TorrustStack> {

  @Override
  public boolean isMet(
      DependentResource<HasMetadata, TorrustStack> child,
      TorrustStack stack,
      Context<TorrustStack> context) {
    return stack.getSpec().grafana().enabled();
  }
}
