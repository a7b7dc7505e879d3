package com.torrust.operator.kube;

import com.torrust.operator.api.v1alpha1.ComponentSpec;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import java.util.function.Function;

/** A program that a stack runs as one Deployment. */
public enum Component {
  /** The Torrust tracker. */
  TRACKER("tracker", "torrust-tracker", TorrustStackSpec::tracker),
  /** Prometheus. */
  PROMETHEUS("prometheus", "prometheus", TorrustStackSpec::prometheus),
  /** Grafana. */
  GRAFANA("grafana", "grafana", TorrustStackSpec::grafana);

  private final String label;
  private final String application;
  private final Function<TorrustStackSpec, ComponentSpec> spec;

  Component(String label, String application, Function<TorrustStackSpec, ComponentSpec> spec) {
    this.label = label;
    this.application = application;
    this.spec = spec;
  }

  /**
   * Returns the value of the label {@code app.kubernetes.io/component}, also the container name.
   */
  public String label() {
    return label;
  }

  /** Returns the value of the label {@code app.kubernetes.io/name}. */
  public String application() {
    return application;
  }

  /** Returns the part of the stack's spec that describes this component. */
  public ComponentSpec in(TorrustStackSpec stack) {
    return spec.apply(stack);
  }
}
