package com.torrust.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/**
 * Labels of child objects: the recommended ones of Kubernetes and the name of the stack.
 *
 * <p>{@code app.kubernetes.io/instance} is never set: tools that track by it would take a child for
 * their own and prune it.
 */
public final class Labels {

  /** Name of the stack that an object belongs to. */
  public static final String STACK = "torrust.com/stack";

  /** Selects every object that this operator manages, in any stack. */
  public static final String SELECTOR = "app.kubernetes.io/managed-by=torrust-operator";

  private static final String NAME = "app.kubernetes.io/name";
  private static final String COMPONENT = "app.kubernetes.io/component";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String OPERATOR = "torrust-operator";

  private Labels() {}

  /** Returns the labels of an object of a component. */
  public static Map<String, String> of(String stack, Component component) {
    return labels(stack, component.application(), component.label());
  }

  /** Returns the labels of an object that exposes the stack. */
  public static Map<String, String> ofExposure(String stack) {
    return labels(stack, "torrust-stack", "exposure");
  }

  /** Returns what selects the pods of a component; frozen, since a Deployment cannot change it. */
  public static Map<String, String> selector(String stack, Component component) {
    return Map.of(STACK, stack, COMPONENT, component.label());
  }

  /** Returns what selects the pods of this operator. */
  public static Map<String, String> operator() {
    return Map.of(NAME, OPERATOR);
  }

  /** Returns the stack that an object belongs to, if this operator manages the object. */
  public static Optional<String> stackOf(HasMetadata object) {
    final Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && OPERATOR.equals(labels.get(MANAGED_BY))
        ? Optional.ofNullable(labels.get(STACK))
        : Optional.empty();
  }

  /** Returns whether an object carries the component label of the given component. */
  public static boolean belongsTo(HasMetadata object, Component component) {
    final Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && component.label().equals(labels.get(COMPONENT));
  }

  private static Map<String, String> labels(String stack, String name, String component) {
    return Map.of(NAME, name, COMPONENT, component, MANAGED_BY, OPERATOR, STACK, stack);
  }
}
