package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.exposure.Routes;
import com.torrust.operator.exposure.controller.DetectedController;
import com.torrust.operator.grafana.ExtraDashboards;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Names;
import com.torrust.operator.kube.Quantities;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.managed.ManagedWorkflowAndDependentResourceContext;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the desired state of the children depends on, read before it is computed.
 *
 * @param stack the stack
 * @param secrets what was found of its Secrets
 * @param ingress which product serves its Ingress objects
 * @param claims hostnames that older stacks serve
 * @param operator where the operator's own pods are
 * @param dashboards dashboards of the user's own
 * @param ipv6Only whether the tracker's Service has IPv6 addresses only
 * @param prometheusVolume size that Prometheus' volume has, which is less than the wanted one where
 *     it cannot grow; empty while there is none
 */
public record Inputs(
    TorrustStack stack,
    StackSecrets secrets,
    DetectedController ingress,
    HostnameClaims claims,
    OperatorPods operator,
    ExtraDashboards dashboards,
    boolean ipv6Only,
    Optional<Quantity> prometheusVolume) {

  /** Returns the names of the children. */
  public Names names() {
    return new Names(stack.getMetadata().getName());
  }

  /** Returns what the user wants. */
  public TorrustStackSpec spec() {
    return stack.getSpec();
  }

  /** Returns the size of Prometheus' volume as it is, or will be, in bytes. */
  public long prometheusBytes() {
    return Quantities.bytes(prometheusVolume.orElse(spec().prometheus().storage().size()));
  }

  /** Returns the distinct hostnames that this stack serves. */
  public List<String> hostnames() {
    return Routes.hostnames(spec()).stream()
        .filter(hostname -> !claims.taken().containsKey(hostname))
        .toList();
  }

  /** Makes what was read known to the children that are reconciled in this context. */
  public static void provide(
      Readings readings, OperatorPods operator, Context<TorrustStack> context) {
    final ManagedWorkflowAndDependentResourceContext children =
        context.managedWorkflowAndDependentResourceContext();
    children.put(Readings.class, readings);
    children.put(OperatorPods.class, operator);
  }

  /** Returns the inputs of the reconcile that the context belongs to. */
  static Inputs of(TorrustStack stack, Context<TorrustStack> context) {
    final ManagedWorkflowAndDependentResourceContext children =
        context.managedWorkflowAndDependentResourceContext();
    final Readings readings = children.getMandatory(Readings.class, Readings.class);
    return new Inputs(
        stack,
        readings.secrets(),
        readings.ingress(),
        readings.claims(),
        children.getMandatory(OperatorPods.class, OperatorPods.class),
        readings.dashboards(),
        ipv6Only(stack, context),
        prometheusVolume(stack, context));
  }

  private static boolean ipv6Only(TorrustStack stack, Context<TorrustStack> context) {
    final String name = new Names(stack.getMetadata().getName()).of(Component.TRACKER);
    return context
        .getSecondaryResourcesAsStream(Service.class)
        .filter(service -> service.getMetadata().getName().equals(name))
        .map(service -> service.getSpec().getIpFamilies())
        .anyMatch(List.of("IPv6")::equals);
  }

  private static Optional<Quantity> prometheusVolume(
      TorrustStack stack, Context<TorrustStack> context) {
    final String name = new Names(stack.getMetadata().getName()).of(Component.PROMETHEUS);
    return context
        .getSecondaryResourcesAsStream(PersistentVolumeClaim.class)
        .filter(claim -> claim.getMetadata().getName().equals(name))
        .findFirst()
        .map(Volume::size);
  }
}
