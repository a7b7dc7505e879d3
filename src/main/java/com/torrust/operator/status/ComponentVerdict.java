package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Quantities;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Optional;

/** Judges whether a component is available. */
final class ComponentVerdict {

  private ComponentVerdict() {}

  static Verdict of(Component component, TorrustStackSpec stack, Observed observed) {
    final ConditionType type = ConditionType.of(component);
    return Verdict.ofFailures(type, observed.failures(type))
        .or(
            () ->
                component.in(stack).keepsData()
                    ? terminating(component, observed)
                    : Optional.empty())
        .or(
            () ->
                observed
                    .deployment(component)
                    .map(d -> ofDeployment(component, stack, d, observed)))
        .orElseGet(
            () ->
                Verdict.fails(
                    type,
                    Reason.NOT_CREATED,
                    "the Deployment of " + component.label() + " is not there yet"));
  }

  static boolean available(Component component, Observed observed) {
    return observed.deployment(component).map(Rollout::of).filter(Rollout::complete).isPresent();
  }

  private static Verdict ofDeployment(
      Component component, TorrustStackSpec stack, Deployment deployment, Observed observed) {
    final ConditionType type = ConditionType.of(component);
    final String name = deployment.getMetadata().getName();
    final Rollout rollout = Rollout.of(deployment);
    if (rollout.complete()) {
      return Verdict.holds(
          type,
          Reason.AVAILABLE,
          "Deployment "
              + name
              + " is available"
              + ungrown(component, stack, observed)
              + unshown(component, observed)
              + (component == Component.TRACKER ? TrackerNotes.of(stack, observed) : ""));
    }
    if (rollout.refused().isPresent()) {
      return Verdict.fails(
          type,
          Reason.REFUSED_BY_CLUSTER,
          "Deployment " + name + " cannot make its pod: " + rollout.refused().get());
    }
    final Optional<PersistentVolumeClaim> pending =
        observed.volumes(component).stream().filter(ComponentVerdict::pending).findFirst();
    final Optional<PodTrouble> trouble = PodTrouble.of(observed.pods(component), rollout.late());
    if (pending.isPresent()
        && trouble.filter(t -> t.reason() == Reason.UNSCHEDULABLE).isPresent()) {
      return Verdict.fails(
          type,
          Reason.VOLUME_PENDING,
          "PersistentVolumeClaim "
              + pending.get().getMetadata().getName()
              + " of "
              + component.label()
              + " is Pending: "
              + trouble.get().observed());
    }
    return trouble
        .map(
            t ->
                Verdict.fails(
                    type, t.reason(), "the pod of " + component.label() + ": " + t.observed()))
        .orElseGet(
            () ->
                Verdict.fails(
                    type, Reason.ROLLING_OUT, "Deployment " + name + " is not available yet"));
  }

  private static Optional<Verdict> terminating(Component component, Observed observed) {
    return observed.volumes(component).stream()
        .filter(claim -> claim.getMetadata().getDeletionTimestamp() != null)
        .findFirst()
        .map(
            claim ->
                Verdict.fails(
                    ConditionType.of(component),
                    Reason.VOLUME_TERMINATING,
                    "PersistentVolumeClaim "
                        + claim.getMetadata().getName()
                        + " is being deleted and goes, with its data, once no pod uses it"));
  }

  /** A dashboard that cannot be shown keeps Grafana from nothing else. */
  private static String unshown(Component component, Observed observed) {
    return component == Component.GRAFANA && !observed.dashboardProblems().isEmpty()
        ? "; not shown: " + String.join("; ", observed.dashboardProblems())
        : "";
  }

  /** A volume that cannot grow harms nothing that runs, and the wish cannot be taken back. */
  private static String ungrown(Component component, TorrustStackSpec stack, Observed observed) {
    final Quantity wanted = component.in(stack).storage().size();
    return observed.volumes(component).stream()
        .filter(claim -> component.in(stack).keepsData())
        .filter(claim -> Quantities.less(size(claim), wanted))
        .findFirst()
        .map(
            claim ->
                "; its volume stays at "
                    + size(claim)
                    + " instead of "
                    + Quantities.canonical(wanted)
                    + ", since storage class "
                    + claim.getSpec().getStorageClassName()
                    + " does not let it grow: allow volume expansion there, or move the data")
        .orElse("");
  }

  private static Quantity size(PersistentVolumeClaim claim) {
    return claim.getSpec().getResources().getRequests().get("storage");
  }

  private static boolean pending(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && "Pending".equals(claim.getStatus().getPhase());
  }
}
