package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.controller.DetectedController;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Labels;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was seen of a stack's children in one reconcile: all that the status depends on, beside the
 * stack itself.
 *
 * @param deployments its Deployments
 * @param pods its pods
 * @param volumes its volumes
 * @param services its Services
 * @param ingresses its Ingresses
 * @param httpRoutes its HTTPRoutes, empty when the cluster does not know that kind
 * @param certificates its Certificates, empty when the cluster does not know that kind
 * @param serviceMonitors its ServiceMonitors, empty when the cluster does not know that kind
 * @param ingress which product serves the Ingress objects
 * @param adminSecretName name of the Secret of Grafana's administrator
 * @param adminHash content hash of that Secret
 * @param dashboardProblems dashboards of the user's own that Grafana does not get, and why
 * @param failures what the reconcile could not do
 */
public record Observed(
    List<Deployment> deployments,
    List<Pod> pods,
    List<PersistentVolumeClaim> volumes,
    List<Service> services,
    List<Ingress> ingresses,
    Optional<List<HTTPRoute>> httpRoutes,
    Optional<List<Certificate>> certificates,
    Optional<List<ServiceMonitor>> serviceMonitors,
    DetectedController ingress,
    String adminSecretName,
    String adminHash,
    List<String> dashboardProblems,
    List<Failure> failures) {

  /** Returns whether something is missing whose arrival no informer tells. */
  public boolean needsRecheck(TorrustStack stack) {
    return !failures.isEmpty()
        || ingress.mayAppear()
        || (stack.getSpec().exposure().viaGateway() && httpRoutes.isEmpty())
        || (stack.getSpec().prometheus().serviceMonitor() != null && serviceMonitors.isEmpty())
        || CertificateVerdict.of(stack, this).filter(Verdict::blocks).isPresent();
  }

  /**
   * Returns whether only the Deployment controller has yet to look at a Deployment that somebody
   * else has touched, such as by an annotation. Its next event tells more than a status now would.
   */
  public boolean isSettling(TorrustStack stack) {
    final boolean same =
        stack.getStatus() != null
            && stack.getStatus().describes(stack.getMetadata().getGeneration());
    return same
        && failures.isEmpty()
        && deployments.stream()
            .filter(deployment -> !Rollout.of(deployment).seen())
            .anyMatch(deployment -> wasAvailable(stack, deployment));
  }

  private static boolean wasAvailable(TorrustStack stack, Deployment deployment) {
    return Arrays.stream(Component.values())
        .filter(component -> Labels.belongsTo(deployment, component))
        .map(component -> ConditionType.of(component).word())
        .flatMap(type -> stack.getStatus().condition(type).stream())
        .anyMatch(condition -> condition.status().equals(Verdict.TRUE));
  }

  /** Returns whether the newest configuration of a component is available. */
  public boolean isAvailable(Component component) {
    return ComponentVerdict.available(component, this);
  }

  /** Returns the address of a ready pod of a component. */
  public Optional<String> podAddress(Component component) {
    return podAddress(pods.stream(), component);
  }

  /** Returns the address of the ready pod of a component that is among the given ones. */
  public static Optional<String> podAddress(Stream<Pod> pods, Component component) {
    return pods
        .filter(pod -> Labels.belongsTo(pod, component))
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .map(Pod::getStatus)
        .filter(status -> status != null && status.getPodIP() != null)
        .filter(
            status ->
                status.getConditions().stream()
                    .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True")))
        .map(PodStatus::getPodIP)
        .sorted()
        .findFirst();
  }

  /** Returns whether a failure of the given reason was seen. */
  public boolean failsBy(Reason reason) {
    return failures.stream().anyMatch(failure -> failure.reason() == reason);
  }

  /** Returns the address that a load balancer gave to a Service. */
  public Optional<String> address(String service) {
    return services.stream()
        .filter(object -> object.getMetadata().getName().equals(service))
        .findFirst()
        .flatMap(Addresses::of);
  }

  /** Returns what the stack's hostnames wait for before they can be served. */
  public Optional<String> exposureHold(TorrustStack stack) {
    return Stream.of(
            CertificateVerdict.of(stack, this).stream(),
            ExposureVerdict.exposed(stack, this).stream())
        .flatMap(verdict -> verdict)
        .filter(Verdict::blocks)
        .map(verdict -> "it waits for the condition " + verdict.type().word())
        .findFirst();
  }

  Optional<Deployment> deployment(Component component) {
    return of(deployments, component).stream().findFirst();
  }

  List<Pod> pods(Component component) {
    return of(pods, component);
  }

  List<PersistentVolumeClaim> volumes(Component component) {
    return of(volumes, component);
  }

  List<Failure> failures(ConditionType gate) {
    return failures.stream().filter(failure -> failure.gate() == gate).toList();
  }

  private static <R extends HasMetadata> List<R> of(List<R> objects, Component component) {
    return objects.stream().filter(object -> Labels.belongsTo(object, component)).toList();
  }
}
