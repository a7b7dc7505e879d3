package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Labels;
import com.torrust.operator.kube.Owners;
import com.torrust.operator.status.Problem;
import com.torrust.operator.status.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.util.function.Supplier;

/** Creates objects without ever taking over somebody else's. */
final class Creation {

  private Creation() {}

  /**
   * Runs a creation that the API server answers with a conflict when the object exists. An object
   * that the stack owns has lost its labels and gets them back.
   *
   * @throws Problem when the existing object is not this stack's
   * @throws KubernetesClientException for any other refusal, also when the object is this stack's
   *     and the cache has not seen it yet
   */
  static <R extends HasMetadata> R guarded(
      Supplier<R> creation, R desired, TorrustStack stack, Context<TorrustStack> context) {
    try {
      return creation.get();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      desired.getMetadata().setResourceVersion(null);
      final R existing = context.getClient().resource(desired).get();
      if (existing == null || belongs(existing, stack)) {
        throw e;
      }
      if (!Owners.owns(stack, existing)) {
        throw collision(existing, stack);
      }
      return context
          .getClient()
          .resource(desired)
          .fieldManager(context.getControllerConfiguration().fieldManager())
          .forceConflicts()
          .serverSideApply();
    }
  }

  /** Returns whether an object carries the labels of this stack. */
  static boolean belongs(HasMetadata object, TorrustStack stack) {
    return Labels.stackOf(object).filter(stack.getMetadata().getName()::equals).isPresent();
  }

  /** Returns the problem that an object of a child's name is not ours. */
  static Problem collision(HasMetadata existing, TorrustStack stack) {
    return new Problem(
        Reason.NAME_COLLISION,
        existing.getKind()
            + " "
            + existing.getMetadata().getName()
            + " exists and does not belong to this stack: it lacks the labels "
            + Labels.SELECTOR
            + " and "
            + Labels.STACK
            + "="
            + stack.getMetadata().getName());
  }
}
