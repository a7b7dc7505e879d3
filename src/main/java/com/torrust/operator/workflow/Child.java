package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Names;
import com.torrust.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.Creator;
import io.javaoperatorsdk.operator.processing.dependent.Updater;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/**
 * A child object that the operator creates and updates, but never deletes.
 *
 * @param <R> its kind
 */
public abstract class Child<R extends HasMetadata>
    extends KubernetesDependentResource<R, TorrustStack>
    implements Creator<R, TorrustStack>, Updater<R, TorrustStack>, Gated {

  private final ConditionType gate;

  /**
   * Creates the child.
   *
   * @param kind its kind
   * @param gate the condition that is False while the child cannot be made
   */
  protected Child(Class<R> kind, ConditionType gate) {
    super(kind);
    this.gate = gate;
  }

  /** Returns the child's name. */
  protected abstract String name(Names names);

  /** Returns the child as it should be; pure, and complete with metadata and owner. */
  public abstract R desired(Inputs inputs);

  @Override
  public final ConditionType gate() {
    return gate;
  }

  @Override
  protected final R desired(TorrustStack stack, Context<TorrustStack> context) {
    return desired(Inputs.of(stack, context));
  }

  @Override
  public R create(R desired, TorrustStack stack, Context<TorrustStack> context) {
    return Creation.guarded(() -> super.create(desired, stack, context), desired, stack, context);
  }

  @Override
  protected ResourceID targetSecondaryResourceID(
      TorrustStack stack, Context<TorrustStack> context) {
    return new ResourceID(
        name(new Names(stack.getMetadata().getName())), stack.getMetadata().getNamespace());
  }

  @Override
  protected boolean useSSA(Context<TorrustStack> context) {
    return true;
  }

  @Override
  protected void addReferenceHandlingMetadata(R desired, TorrustStack stack) {
    // desired() sets owner and labels; children are mapped to their stack by label.
  }
}
