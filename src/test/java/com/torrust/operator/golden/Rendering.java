package com.torrust.operator.golden;

import com.torrust.operator.TorrustStackReconciler;
import com.torrust.operator.api.v1alpha1.SecretRef;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.exposure.controller.DetectedController;
import com.torrust.operator.exposure.controller.Detection;
import com.torrust.operator.grafana.ExtraDashboards;
import com.torrust.operator.grafana.GrafanaAdminSecret;
import com.torrust.operator.grafana.GrafanaAppliedSecret;
import com.torrust.operator.grafana.GrafanaMetricsSecret;
import com.torrust.operator.kube.Names;
import com.torrust.operator.status.Failure;
import com.torrust.operator.tracker.TrackerDatabaseSecret;
import com.torrust.operator.tracker.TrackerSchema;
import com.torrust.operator.tracker.TrackerTokenSecret;
import com.torrust.operator.verification.Credentials;
import com.torrust.operator.workflow.Child;
import com.torrust.operator.workflow.Children;
import com.torrust.operator.workflow.HostnameClaims;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.OperatorPods;
import com.torrust.operator.workflow.StackSecrets;
import com.torrust.operator.workflow.Volume;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders the children of a stack as the reconciler would: every dependent in the reconciler's
 * {@code @Workflow} whose precondition holds, so that none can be forgotten, and the Secrets.
 */
public final class Rendering {

  /** The generated password of Grafana's administrator. */
  static final String PASSWORD = "pAsSwOrDOfTheGoldenCases0123456789";

  /** The password that Grafana has. */
  static final String APPLIED = "aPpLiEdPaSsWoRd0123456789";

  /** Where the operator runs, as its manifests have it. */
  public static final OperatorPods OPERATOR = new OperatorPods("torrust-operator");

  private Rendering() {}

  /** Returns all children of a stack, the generated Secrets included. */
  public static List<HasMetadata> of(Inputs inputs) {
    final List<HasMetadata> children = new ArrayList<>(secrets(inputs));
    byClass(inputs).values().forEach(children::addAll);
    return children;
  }

  /** Returns all children of a stack as of {@link #inputs(TorrustStack)}. */
  public static List<HasMetadata> of(TorrustStack stack) {
    return of(inputs(stack));
  }

  /** Returns what the children of a stack depend on whose Secrets and hostnames are its own. */
  public static Inputs inputs(TorrustStack stack) {
    return inputs(stack, Optional.empty(), Optional.empty());
  }

  /**
   * Returns the same for a stack with a Prometheus that has run before.
   *
   * @param scrapeConfigs what is wrong with the user's scrape configurations
   * @param prometheusVolume size that the volume has
   */
  public static Inputs inputs(
      TorrustStack stack, Optional<Failure> scrapeConfigs, Optional<Quantity> prometheusVolume) {
    final SecretRef admin = stack.getSpec().grafana().adminSecret();
    return new Inputs(
        stack,
        new StackSecrets(
            admin == null ? new Names(stack.getMetadata().getName()).grafanaAdmin() : admin.name(),
            "",
            "",
            stack.getSpec().tracker().database().external() ? "0" : "",
            "",
            scrapeConfigs,
            List.of()),
        detected(stack.getSpec()),
        HostnameClaims.NONE,
        OPERATOR,
        ExtraDashboards.NONE,
        false,
        prometheusVolume);
  }

  /** Returns the children of one kind. */
  static <R extends HasMetadata> List<R> of(Class<R> kind, GoldenCase golden) {
    return of(golden.inputs()).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Returns what each class of the workflow renders for a stack, nothing when it is not wanted. */
  static Map<Class<?>, List<? extends HasMetadata>> byClass(Inputs inputs) {
    final Map<Class<?>, List<? extends HasMetadata>> rendered = new LinkedHashMap<>();
    for (final Dependent dependent :
        TorrustStackReconciler.class.getAnnotation(Workflow.class).dependents()) {
      rendered.put(
          dependent.type(),
          wanted(dependent, inputs.stack()) ? rendered(dependent.type(), inputs) : List.of());
    }
    return rendered;
  }

  /** Returns what serves the Ingress objects of a stack in a cluster without IngressClasses. */
  public static DetectedController detected(TorrustStackSpec stack) {
    return stack.exposure().viaIngress()
        ? Detection.of(stack.exposure().ingress(), Optional.of(List.of()))
        : DetectedController.NONE;
  }

  /** Returns the generated Secrets of a stack. */
  static List<Secret> secrets(Inputs inputs) {
    final List<Secret> secrets = new ArrayList<>();
    secrets.add(TrackerTokenSecret.desired(inputs.stack(), GoldenCase.TOKEN));
    if (inputs.spec().tracker().database().external()) {
      secrets.add(
          TrackerDatabaseSecret.desired(
              inputs.stack(),
              TrackerSchema.of(inputs.spec().tracker()).orElseThrow(),
              "torrust",
              GoldenCase.DATABASE_PASSWORD));
    }
    if (inputs.spec().grafana().enabled() && inputs.spec().grafana().adminSecret() == null) {
      secrets.add(GrafanaAdminSecret.desired(inputs.stack(), PASSWORD));
    }
    if (inputs.spec().grafana().enabled()) {
      secrets.add(
          GrafanaAppliedSecret.desired(inputs.stack(), new Credentials("admin", APPLIED)));
    }
    if (inputs.spec().grafanaMetrics()) {
      secrets.add(GrafanaMetricsSecret.desired(inputs.stack(), GoldenCase.METRICS));
    }
    return secrets;
  }

  private static List<? extends HasMetadata> rendered(Class<?> type, Inputs inputs) {
    final Object child = instance(type);
    if (child instanceof Volume volume && !volume.wanted(inputs.spec())) {
      return List.of();
    }
    return child instanceof Child<?> single
        ? List.of(single.desired(inputs))
        : ((Children<?>) child).desired(inputs);
  }

  /** Preconditions of ours read the spec only, so that they need no context. */
  @SuppressWarnings("unchecked")
  private static boolean wanted(Dependent dependent, TorrustStack stack) {
    return dependent.reconcilePrecondition() == Condition.class
        || ((Condition<?, TorrustStack>) instance(dependent.reconcilePrecondition()))
            .isMet(null, stack, null);
  }

  private static Object instance(Class<?> type) {
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " needs a constructor without parameters", e);
    }
  }
}
