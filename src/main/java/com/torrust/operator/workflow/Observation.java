package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Labels;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Observed;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads from the caches what became of a stack's children. */
public final class Observation {

  private final KindPresent present = new KindPresent();

  /**
   * Returns what is seen now.
   *
   * @param readings what was read beside its children
   * @param failures what could not be done to its children
   */
  public Observed of(
      TorrustStack stack,
      Context<TorrustStack> context,
      Readings readings,
      List<Failure> failures) {
    return new Observed(
        all(Deployment.class, context),
        all(Pod.class, context),
        all(PersistentVolumeClaim.class, context),
        all(Service.class, context),
        all(Ingress.class, context),
        ofOthers(HTTPRoute.class, stack, context),
        ofOthers(Certificate.class, stack, context),
        stack.getSpec().prometheus().serviceMonitor() == null
            ? Optional.empty()
            : ofOthers(ServiceMonitor.class, stack, context),
        readings.ingress(),
        readings.secrets().adminName(),
        readings.secrets().adminHash(),
        readings.dashboards().problems(),
        Stream.concat(readings.failures().stream(), failures.stream())
            .sorted(
                Comparator.comparing(Failure::gate)
                    .thenComparing(Failure::reason)
                    .thenComparing(Failure::observed))
            .toList());
  }

  private static <R extends HasMetadata> List<R> all(Class<R> kind, Context<TorrustStack> context) {
    return context
        .getSecondaryResourcesAsStream(kind)
        .sorted(Comparator.comparing(object -> object.getMetadata().getName()))
        .toList();
  }

  /** Returns the objects of a kind that others install, empty while the cluster has no such. */
  private <R extends HasMetadata> Optional<List<R>> ofOthers(
      Class<R> kind, TorrustStack stack, Context<TorrustStack> context) {
    if (!present.isPresent(kind, context.getClient())) {
      return Optional.empty();
    }
    final boolean watched = !context.eventSourceRetriever().getEventSourcesFor(kind).isEmpty();
    return Optional.of(watched ? all(kind, context) : asked(kind, stack, context));
  }

  /** The informer starts with the first reconcile that is not suspended. */
  private static <R extends HasMetadata> List<R> asked(
      Class<R> kind, TorrustStack stack, Context<TorrustStack> context) {
    return context
        .getClient()
        .resources(kind)
        .inNamespace(stack.getMetadata().getNamespace())
        .withLabel(Labels.STACK, stack.getMetadata().getName())
        .list()
        .getItems();
  }
}
