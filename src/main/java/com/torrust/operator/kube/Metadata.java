package com.torrust.operator.kube;

import com.torrust.operator.api.v1alpha1.DataPolicy;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Map;

/** Metadata of child objects. */
public final class Metadata {

  /** Keeps Argo CD from pruning an object that no manifest and no owner accounts for. */
  private static final Map<String, String> GUARD =
      Map.of(
          "argocd.argoproj.io/sync-options", "Prune=false,Delete=false",
          "argocd.argoproj.io/compare-options", "IgnoreExtraneous");

  private Metadata() {}

  /** Returns metadata of an object of a component that goes with the stack. */
  public static ObjectMeta owned(TorrustStack stack, String name, Component component) {
    return base(stack, name, Labels.of(stack.getMetadata().getName(), component))
        .withOwnerReferences(owner(stack))
        .build();
  }

  /** Returns metadata of an object that exposes the stack and goes with it. */
  public static ObjectMeta ownedExposure(TorrustStack stack, String name) {
    return base(stack, name, Labels.ofExposure(stack.getMetadata().getName()))
        .withOwnerReferences(owner(stack))
        .build();
  }

  /**
   * Returns metadata of an object that holds data: without owner under {@link DataPolicy#RETAIN},
   * so that it outlives the stack.
   */
  public static ObjectMeta data(
      TorrustStack stack, String name, Component component, DataPolicy policy) {
    if (policy == DataPolicy.DELETE) {
      return owned(stack, name, component);
    }
    return base(stack, name, Labels.of(stack.getMetadata().getName(), component))
        .withAnnotations(GUARD)
        .build();
  }

  private static ObjectMetaBuilder base(
      TorrustStack stack, String name, Map<String, String> labels) {
    return new ObjectMetaBuilder()
        .withNamespace(stack.getMetadata().getNamespace())
        .withName(name)
        .withLabels(labels);
  }

  private static OwnerReference owner(TorrustStack stack) {
    return new OwnerReferenceBuilder()
        .withApiVersion(stack.getApiVersion())
        .withKind(stack.getKind())
        .withName(stack.getMetadata().getName())
        .withUid(stack.getMetadata().getUid())
        .withController(true)
        .build();
  }
}
