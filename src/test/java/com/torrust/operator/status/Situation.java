package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TorrustStackStatus;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Labels;
import com.torrust.operator.verification.Plan;
import com.torrust.operator.verification.VerificationSettings;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A stack and what is seen of it: the children that the operator really renders, with the status
 * that a cluster gives them. It begins healthy; each method changes one thing.
 */
final class Situation {

  static final Instant NOW = Instant.parse("2026-11-23T10:20:30.987Z");

  private static final VerificationSettings EVERYWHERE = new VerificationSettings(true, true, 1);
  private static final String LONG_AGO = "2026-11-23T10:00:00Z";

  private final TorrustStack stack;
  private final List<HasMetadata> children;
  private final List<Pod> pods = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<String> dashboardProblems = new ArrayList<>();
  private final Verified verified = new Verified();
  private boolean certManager = true;
  private boolean gatewayApi = true;
  private boolean prometheusOperator = true;

  private Situation(TorrustStack stack) {
    this.stack = stack;
    this.children = new ArrayList<>(Rendering.of(stack));
    of(Deployment.class).forEach(Reported::available);
    certificate(Reported.GENERATION, "True", "Ready", "Certificate is up to date");
    routes(Reported::accepted);
  }

  /** Everything is there and available, with the smallest useful spec. */
  static Situation healthy() {
    return healthy("");
  }

  /** Everything is there and available, with the smallest useful spec and the given fields. */
  static Situation healthy(String fields) {
    return of(
        "exposure: {ingress: {controller: Traefik}, tls: {issuerRef: {name: ca}}}\n" + fields);
  }

  /** Everything is there and available, with the given fields beside the hostname. */
  static Situation of(String fields) {
    return new Situation(Manifests.stackOf("hostname: demo.test\n" + fields));
  }

  Situation nothingCreated() {
    children.clear();
    return this;
  }

  Situation without(Class<? extends HasMetadata> kind) {
    children.removeIf(kind::isInstance);
    return this;
  }

  Situation withoutCertManager() {
    certManager = false;
    return without(Certificate.class);
  }

  Situation withoutGatewayApi() {
    gatewayApi = false;
    return without(HTTPRoute.class);
  }

  Situation withoutPrometheusOperator() {
    prometheusOperator = false;
    return without(ServiceMonitor.class);
  }

  Situation failing(ConditionType gate, Reason reason, String observed) {
    failures.add(new Failure(gate, reason, observed));
    return this;
  }

  /** A dashboard of the user's own is not shown. */
  Situation withoutDashboard(String why) {
    dashboardProblems.add(why);
    return this;
  }

  /** The pods are there, with addresses. */
  Situation running() {
    for (final Component component : Component.values()) {
      add(component, Reported.running("198.18.0." + component.ordinal()));
    }
    return this;
  }

  /** The verification of an endpoint came to this. */
  Situation found(String endpoint, Reason reason, String observed) {
    verified.found(endpoint, reason, observed);
    return this;
  }

  Situation deployment(Component component, Consumer<DeploymentStatus> edit) {
    edit.accept(only(Deployment.class, component).getStatus());
    return this;
  }

  /** The newest pod of a component is not available yet. */
  Situation unavailable(Component component) {
    return deployment(
        component,
        status -> {
          status.setReadyReplicas(null);
          status.setAvailableReplicas(null);
        });
  }

  Situation condition(Component component, String type, String status, String reason, String text) {
    return unavailable(component)
        .deployment(
            component,
            d ->
                d.getConditions()
                    .add(new DeploymentCondition(null, null, text, reason, status, type)));
  }

  /** The newest pod of a component did not come up within the progress deadline. */
  Situation late(Component component) {
    return condition(
        component, "Progressing", "False", "ProgressDeadlineExceeded", "has timed out progressing");
  }

  Situation waiting(Component component, String reason, String message) {
    return pod(component, Reported.waiting(component.in(stack.getSpec()).image(), reason, message));
  }

  Situation crashing(Component component, int exitCode, String message) {
    return pod(component, Reported.crashing(exitCode, message));
  }

  Situation unschedulable(Component component, String message) {
    return pod(component, Reported.unschedulable(message));
  }

  private Situation pod(Component component, PodStatus status) {
    add(component, status);
    return unavailable(component);
  }

  private void add(Component component, PodStatus status) {
    pods.add(
        new PodBuilder()
            .withMetadata(only(Deployment.class, component).getSpec().getTemplate().getMetadata())
            .withStatus(status)
            .build());
  }

  Situation podsTerminating() {
    pods.forEach(pod -> pod.getMetadata().setDeletionTimestamp(LONG_AGO));
    return this;
  }

  Situation volumePending(Component component) {
    Reported.pending(only(PersistentVolumeClaim.class, component));
    return this;
  }

  Situation volumeTerminating(Component component) {
    only(PersistentVolumeClaim.class, component).getMetadata().setDeletionTimestamp(LONG_AGO);
    return this;
  }

  Situation certificate(long seen, String status, String reason, String message) {
    return certificates(c -> Reported.ready(c, seen, status, reason, message));
  }

  Situation certificates(Consumer<Certificate> edit) {
    of(Certificate.class).forEach(edit);
    return this;
  }

  Situation lastCertificate(Consumer<Certificate> edit) {
    final List<Certificate> all = of(Certificate.class);
    edit.accept(all.get(all.size() - 1));
    return this;
  }

  Situation routes(Consumer<HTTPRoute> edit) {
    of(HTTPRoute.class).forEach(edit);
    return this;
  }

  /** Ingress objects have a name, Services of type LoadBalancer an address. */
  Situation addressed(String hostname, String ip) {
    of(Ingress.class).forEach(ingress -> Reported.address(ingress, hostname));
    of(Service.class).stream()
        .filter(service -> service.getSpec().getType().equals("LoadBalancer"))
        .forEach(service -> Reported.address(service, ip));
    return this;
  }

  /** The API server has given a Service a port of every node. */
  Situation nodePort(String service, int port) {
    of(Service.class).stream()
        .filter(object -> object.getMetadata().getName().equals(service))
        .forEach(object -> object.getSpec().getPorts().get(0).setNodePort(port));
    return this;
  }

  /** A volume of an earlier time is there. */
  Situation volumeLeft(Component component) {
    children.add(
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withName("demo-" + component.label())
            .withLabels(Labels.of("demo", component))
            .endMetadata()
            .build());
    return this;
  }

  /** The stack has this status already. */
  Situation after(TorrustStackStatus previous) {
    stack.setStatus(previous);
    return this;
  }

  /** The user has edited the spec since. */
  Situation ofGeneration(long generation) {
    stack.getMetadata().setGeneration(generation);
    return this;
  }

  TorrustStackStatus status() {
    return statusAt(NOW);
  }

  TorrustStackStatus statusAt(Instant now) {
    return StackStatus.of(stack, observed(), verified.of(plan(EVERYWHERE).targets()), now);
  }

  Plan plan(VerificationSettings settings) {
    return new Plan(stack, observed(), settings);
  }

  boolean needsRecheck() {
    return observed().needsRecheck(stack);
  }

  private Observed observed() {
    return new Observed(
        of(Deployment.class),
        pods,
        of(PersistentVolumeClaim.class),
        of(Service.class),
        of(Ingress.class),
        gatewayApi ? Optional.of(of(HTTPRoute.class)) : Optional.empty(),
        certManager ? Optional.of(of(Certificate.class)) : Optional.empty(),
        prometheusOperator ? Optional.of(of(ServiceMonitor.class)) : Optional.empty(),
        Rendering.detected(stack.getSpec()),
        "demo-grafana-admin",
        "",
        dashboardProblems,
        failures);
  }

  private <R extends HasMetadata> List<R> of(Class<R> kind) {
    return children.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private <R extends HasMetadata> R only(Class<R> kind, Component component) {
    return of(kind).stream()
        .filter(o -> o.getMetadata().getName().equals("demo-" + component.label()))
        .findFirst()
        .orElseThrow();
  }
}
