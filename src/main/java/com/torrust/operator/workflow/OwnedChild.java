package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Names;
import com.torrust.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.GarbageCollected;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;

/**
 * A child object that goes with the stack, or when its component is switched off.
 *
 * @param <R> its kind
 */
public abstract class OwnedChild<R extends HasMetadata> extends Child<R>
    implements GarbageCollected<TorrustStack> {

  private final Component component;

  /** Creates the child of the given kind that belongs to a component; see {@link Child}. */
  protected OwnedChild(Class<R> kind, Component component) {
    super(kind, ConditionType.of(component));
    this.component = component;
  }

  /** Returns the child's name, by default that of its component. */
  @Override
  protected String name(Names names) {
    return names.of(component);
  }

  /** Returns the child's metadata. */
  protected final ObjectMeta metadata(Inputs inputs) {
    return Metadata.owned(inputs.stack(), name(inputs.names()), component);
  }

  /**
   * Returns whether the child is left as it is while a Secret of its component cannot be had; by
   * default it is not.
   */
  protected boolean needsSecrets() {
    return false;
  }

  @Override
  public ReconcileResult<R> reconcile(TorrustStack stack, Context<TorrustStack> context) {
    return needsSecrets() && Inputs.of(stack, context).secrets().lacking(gate())
        ? ReconcileResult.noOperation(getSecondaryResource(stack, context).orElse(null))
        : super.reconcile(stack, context);
  }
}
