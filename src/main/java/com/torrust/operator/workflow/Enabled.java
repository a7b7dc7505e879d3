package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;

/** Holds while the user wants a component; its children are deleted otherwise. */
public abstract class Enabled implements Condition<HasMetadata, TorrustStack> {

  private final Component component;

  private Enabled(Component component) {
    this.component = component;
  }

  @Override
  public final boolean isMet(
      DependentResource<HasMetadata, TorrustStack> child,
      TorrustStack stack,
      Context<TorrustStack> context) {
    return component.in(stack.getSpec()).runs();
  }

  /** Holds while the user wants Prometheus. */
  public static final class Prometheus extends Enabled {

    /** Creates the condition. */
    public Prometheus() {
      super(Component.PROMETHEUS);
    }
  }

  /** Holds while the user wants Grafana. */
  public static final class Grafana extends Enabled {

    /** Creates the condition. */
    public Grafana() {
      super(Component.GRAFANA);
    }
  }
}
