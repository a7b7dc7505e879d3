package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.dependent.GarbageCollected;

/**
 * A child object that goes with the stack, or when its component is switched off.
 *
 * @param <R> its kind
 */
public abstract class OwnedChild<R extends HasMetadata> extends Child<R>
    implements GarbageCollected<TorrustStack> {

  /** Creates the child; see {@link Child}. */
  protected OwnedChild(Class<R> kind, ConditionType gate) {
    super(kind, gate);
  }
}
