package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.ServiceType;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.Routes;
import com.torrust.operator.kube.Names;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges how a stack is reached from outside. */
final class ExposureVerdict {

  private ExposureVerdict() {}

  /**
   * Returns whether every Ingress is written or every HTTPRoute accepted, empty when the stack is
   * not exposed.
   */
  static Optional<Verdict> exposed(TorrustStack stack, Observed observed) {
    final List<String> hostnames = Routes.hostnames(stack.getSpec());
    if (hostnames.isEmpty()) {
      return Optional.empty();
    }
    if (stack.getSpec().exposure().viaGateway()) {
      return Optional.of(GatewayVerdict.of(stack, observed));
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
    final List<String> wanted = Stream.concat(ingresses(stack), services(stack)).sorted().toList();
    final Set<String> assigned =
        Stream.concat(assignedIngresses(observed), assignedServices(observed))
            .collect(Collectors.toSet());
    final List<String> waiting =
        wanted.stream().filter(object -> !assigned.contains(object)).toList();
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        waiting.isEmpty()
            ? Verdict.holds(
                ConditionType.ADDRESS_ASSIGNED,
                Reason.ADDRESS_ASSIGNED,
                "every Ingress and LoadBalancer Service has an address" + divided(stack, observed))
            : Verdict.of(
                ConditionType.ADDRESS_ASSIGNED,
                Verdict.UNKNOWN,
                Reason.ADDRESS_PENDING,
                "no address yet for " + String.join(", ", waiting)));
  }

  private static String divided(TorrustStack stack, Observed observed) {
    final List<String> hostnames = new DnsHints(stack, observed).divided();
    return hostnames.isEmpty()
        ? ""
        : "; no address serves all of "
            + String.join(", ", hostnames)
            + ": give each UDP listener a hostname of its own";
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

  private static Stream<String> ingresses(TorrustStack stack) {
    if (!stack.getSpec().exposure().viaIngress()) {
      return Stream.empty();
    }
    final Names names = new Names(stack.getMetadata().getName());
    return Routes.hostnames(stack.getSpec()).stream()
        .map(hostname -> "Ingress " + names.ingress(hostname, stack.getSpec().hostname()));
  }

  private static Stream<String> services(TorrustStack stack) {
    final Names names = new Names(stack.getMetadata().getName());
    return stack.getSpec().tracker().udp().stream()
        .filter(listener -> listener.serviceType().equals(Optional.of(ServiceType.LOAD_BALANCER)))
        .map(listener -> "Service " + names.udpService(listener.name()));
  }

  private static Stream<String> assignedIngresses(Observed observed) {
    return observed.ingresses().stream()
        .map(ingress -> ingress.getMetadata().getName())
        .filter(name -> Addresses.ofIngress(observed.ingresses(), name).findAny().isPresent())
        .map(name -> "Ingress " + name);
  }

  private static Stream<String> assignedServices(Observed observed) {
    return observed.services().stream()
        .map(service -> service.getMetadata().getName())
        .filter(name -> observed.address(name).isPresent())
        .map(name -> "Service " + name);
  }
}
