package com.torrust.operator.status;

import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.CertificateCondition;
import io.fabric8.certmanager.api.model.v1.CertificateConditionBuilder;
import io.fabric8.certmanager.api.model.v1.CertificateStatusBuilder;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatusBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteStatusBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatusBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressStatusBuilder;

/** The status that controllers and kubelets report on objects. */
final class Reported {

  static final long GENERATION = 4;
  static final String GATEWAY_CONTROLLER = "example.net/gateway-controller";

  private Reported() {}

  /** The newest generation of a Deployment is available. */
  static void available(Deployment deployment) {
    deployment.getMetadata().setGeneration(GENERATION);
    deployment.setStatus(
        new DeploymentStatusBuilder()
            .withObservedGeneration(GENERATION)
            .withReplicas(1)
            .withUpdatedReplicas(1)
            .withReadyReplicas(1)
            .withAvailableReplicas(1)
            .build());
  }

  /** A container waits before its first start. */
  static PodStatus waiting(String image, String reason, String message) {
    return container(new ContainerStatusBuilder().withImage(image), reason, message);
  }

  /** A container waits after it has ended. */
  static PodStatus crashing(int exitCode, String message) {
    final ContainerStatusBuilder ended =
        new ContainerStatusBuilder()
            .withRestartCount(7)
            .withNewLastState()
            .withNewTerminated()
            .withExitCode(exitCode)
            .withReason("Error")
            .endTerminated()
            .endLastState();
    return container(ended, "CrashLoopBackOff", message);
  }

  /** No node takes a pod. */
  static PodStatus unschedulable(String message) {
    return new PodStatusBuilder()
        .withConditions(
            new PodConditionBuilder()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(message)
                .build())
        .build();
  }

  /** A volume waits for storage. */
  static void pending(PersistentVolumeClaim claim) {
    claim.setStatus(new PersistentVolumeClaimStatusBuilder().withPhase("Pending").build());
  }

  /** cert-manager says whether a Certificate is ready. */
  static void ready(
      Certificate certificate, long seen, String status, String reason, String message) {
    certificate.getMetadata().setGeneration(GENERATION);
    certificate.setStatus(
        new CertificateStatusBuilder()
            .withNotAfter("2027-02-21T10:00:00Z")
            .addNewCondition()
            .withType("Ready")
            .withStatus(status)
            .withObservedGeneration(seen)
            .withReason(reason)
            .withMessage(message)
            .endCondition()
            .build());
  }

  /** cert-manager tries to issue a Certificate. */
  static void issuing(Certificate certificate, String reason, String message) {
    certificate.getStatus().getConditions().add(issuing("True", reason, message));
  }

  /** cert-manager has given up on an attempt to issue a Certificate. */
  static void notIssued(Certificate certificate, String reason, String message) {
    certificate.getStatus().setLastFailureTime("2026-11-23T10:00:00Z");
    certificate.getStatus().setFailedIssuanceAttempts(1);
    certificate.getStatus().getConditions().add(issuing("False", reason, message));
  }

  /** A later attempt to issue a Certificate has ended as the one before. */
  static void failedAgain(Certificate certificate) {
    certificate.getStatus().setLastFailureTime("2026-11-23T12:00:00Z");
    certificate.getStatus().setFailedIssuanceAttempts(2);
  }

  /** cert-manager has issued a Certificate and leaves the condition behind. */
  static void issued(Certificate certificate) {
    certificate
        .getStatus()
        .getConditions()
        .add(issuing("False", "Issued", "The certificate has been successfully issued"));
  }

  /** An ingress controller has given a name to an Ingress. */
  static void address(Ingress ingress, String hostname) {
    ingress.setStatus(
        new IngressStatusBuilder()
            .withNewLoadBalancer()
            .addNewIngress()
            .withHostname(hostname)
            .endIngress()
            .endLoadBalancer()
            .build());
  }

  /** A load balancer has given an address to a Service. */
  static void address(Service service, String ip) {
    service.setStatus(
        new ServiceStatusBuilder()
            .withNewLoadBalancer()
            .withIngress(new LoadBalancerIngressBuilder().withIp(ip).build())
            .endLoadBalancer()
            .build());
  }

  /** Every Gateway that an HTTPRoute names accepts it. */
  static void accepted(HTTPRoute route) {
    parents(
        route,
        route.getSpec().getParentRefs().stream()
            .map(parent -> parent(parent, "True", "Accepted", "True", "ResolvedRefs", "fine"))
            .toArray(RouteParentStatus[]::new));
  }

  /** These reports on an HTTPRoute are all there are. */
  static void parents(HTTPRoute route, RouteParentStatus... reports) {
    route.getMetadata().setGeneration(GENERATION);
    route.setStatus(new HTTPRouteStatusBuilder().withParents(reports).build());
  }

  /** A Gateway accepts an HTTPRoute. */
  static RouteParentStatus accepts(String namespace, String gateway) {
    return parent(
        reference(namespace, gateway), "True", "Accepted", "True", "ResolvedRefs", "fine");
  }

  /** A Gateway does not accept an HTTPRoute. */
  static RouteParentStatus refuses(
      String namespace, String gateway, String reason, String message) {
    return parent(reference(namespace, gateway), "False", reason, "True", "ResolvedRefs", message);
  }

  /** A Gateway accepts an HTTPRoute whose references lead nowhere. */
  static RouteParentStatus unresolved(String gateway, String reason, String message) {
    return parent(reference(null, gateway), "True", "Accepted", "False", reason, message);
  }

  private static ParentReference reference(String namespace, String gateway) {
    return new ParentReferenceBuilder().withNamespace(namespace).withName(gateway).build();
  }

  private static RouteParentStatus parent(
      ParentReference gateway,
      String accepted,
      String acceptedReason,
      String resolved,
      String resolvedReason,
      String message) {
    return new RouteParentStatusBuilder()
        .withParentRef(gateway)
        .withControllerName(GATEWAY_CONTROLLER)
        .withConditions(
            condition("Accepted", accepted, acceptedReason, message),
            condition("ResolvedRefs", resolved, resolvedReason, message))
        .build();
  }

  private static Condition condition(String type, String status, String reason, String message) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withObservedGeneration(GENERATION)
        .withReason(reason)
        .withMessage(message)
        .build();
  }

  private static CertificateCondition issuing(String status, String reason, String message) {
    return new CertificateConditionBuilder()
        .withType("Issuing")
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .build();
  }

  private static PodStatus container(
      ContainerStatusBuilder container, String reason, String message) {
    return new PodStatusBuilder()
        .withContainerStatuses(
            container.withNewState().withNewWaiting(message, reason).endState().build())
        .build();
  }

  static PodStatus running(String address) {
    return new PodStatusBuilder()
        .withPodIP(address)
        .withHostIP("203.0.113.7")
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .build();
  }
}
