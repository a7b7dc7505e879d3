package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.ServiceType;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.Routes;
import com.torrust.operator.kube.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges how a stack is reached from outside. */
final class ExposureVerdict {

  private ExposureVerdict() {}

  /** Returns whether every Ingress is written, empty when the stack is not exposed. */
  static Optional<Verdict> exposed(TorrustStack stack, Observed observed) {
    final List<String> hostnames = Routes.hostnames(stack.getSpec());
    if (hostnames.isEmpty()) {
      return Optional.empty();
    }
    return Verdict.ofFailures(ConditionType.EXPOSED, observed.failures(ConditionType.EXPOSED))
        .or(() -> missing(stack, hostnames, observed))
        .or(
            () ->
                Optional.of(
                    Verdict.holds(
                        ConditionType.EXPOSED,
                        Reason.INGRESS_WRITTEN,
                        "an Ingress is written for " + String.join(", ", hostnames))));
  }

  /** Returns whether load balancers gave addresses, empty when none is asked for. */
  static Optional<Verdict> addressAssigned(TorrustStack stack, Observed observed) {
    final List<String> waiting =
        Stream.concat(waitingIngresses(observed), waitingServices(observed)).sorted().toList();
    if (Routes.of(stack.getSpec()).isEmpty() && !asksForLoadBalancer(stack)) {
      return Optional.empty();
    }
    return Optional.of(
        waiting.isEmpty()
            ? Verdict.holds(
                ConditionType.ADDRESS_ASSIGNED,
                Reason.ADDRESS_ASSIGNED,
                "every Ingress and LoadBalancer Service has an address")
            : Verdict.of(
                ConditionType.ADDRESS_ASSIGNED,
                Verdict.UNKNOWN,
                Reason.ADDRESS_PENDING,
                "no address yet for " + String.join(", ", waiting)));
  }

  private static Optional<Verdict> missing(
      TorrustStack stack, List<String> hostnames, Observed observed) {
    final Names names = new Names(stack.getMetadata().getName());
    return hostnames.stream()
        .map(hostname -> names.ingress(hostname, stack.getSpec().hostname()))
        .filter(
            name ->
                observed.ingresses().stream()
                    .noneMatch(ingress -> ingress.getMetadata().getName().equals(name)))
        .findFirst()
        .map(
            name ->
                Verdict.fails(
                    ConditionType.EXPOSED,
                    Reason.NOT_CREATED,
                    "Ingress " + name + " is not there yet"));
  }

  private static boolean asksForLoadBalancer(TorrustStack stack) {
    return stack.getSpec().tracker().udp().stream()
        .anyMatch(listener -> listener.service().type() == ServiceType.LOAD_BALANCER);
  }

  private static Stream<String> waitingIngresses(Observed observed) {
    return observed.ingresses().stream()
        .filter(
            ingress ->
                ingress.getStatus() == null
                    || ingress.getStatus().getLoadBalancer() == null
                    || ingress.getStatus().getLoadBalancer().getIngress().isEmpty())
        .map(ingress -> "Ingress " + ingress.getMetadata().getName());
  }

  private static Stream<String> waitingServices(Observed observed) {
    return observed.services().stream()
        .filter(service -> "LoadBalancer".equals(service.getSpec().getType()))
        .filter(service -> Addresses.of(service).isEmpty())
        .map(service -> "Service " + service.getMetadata().getName());
  }
}
