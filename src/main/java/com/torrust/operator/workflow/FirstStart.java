package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.function.BooleanSupplier;

/**
 * Tells whether Grafana has still to start for the first time, when it takes its login from the
 * Secret. Later it has one in its database.
 */
public final class FirstStart {

  private final BooleanSupplier ending;

  /**
   * Creates one.
   *
   * @param ending tells whether the operator is about to end, and its caches may be empty
   */
  public FirstStart(BooleanSupplier ending) {
    this.ending = ending;
  }

  /** Returns whether there is nothing of Grafana yet. */
  boolean isAhead(TorrustStack stack, Context<TorrustStack> context) {
    final String grafana = new Names(stack.getMetadata().getName()).of(Component.GRAFANA);
    // The end is asked for last: it tells whether the caches had been emptied before.
    return !exists(Deployment.class, grafana, context)
        && !exists(PersistentVolumeClaim.class, grafana, context)
        && !ending.getAsBoolean();
  }

  private static <R extends HasMetadata> boolean exists(
      Class<R> kind, String name, Context<TorrustStack> context) {
    return context
        .getSecondaryResourcesAsStream(kind)
        .anyMatch(object -> object.getMetadata().getName().equals(name));
  }
}
