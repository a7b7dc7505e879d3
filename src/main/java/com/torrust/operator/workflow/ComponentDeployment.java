package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;

/** The Deployment of a component. */
public abstract class ComponentDeployment extends OwnedChild<Deployment> {

  /** Creates the Deployment of the given component. */
  protected ComponentDeployment(Component component) {
    super(Deployment.class, component);
  }

  /**
   * Leaves the Deployment as it is while a Secret of its component cannot be had: what is known of
   * the Secret stands in the pods' template, and one failed read would restart them twice.
   */
  @Override
  public ReconcileResult<Deployment> reconcile(TorrustStack stack, Context<TorrustStack> context) {
    return Inputs.of(stack, context).secrets().lacking(gate())
        ? ReconcileResult.noOperation(getSecondaryResource(stack, context).orElse(null))
        : super.reconcile(stack, context);
  }
}
