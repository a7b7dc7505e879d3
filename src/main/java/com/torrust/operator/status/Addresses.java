package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.Endpoint;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.PublicUrl;
import com.torrust.operator.exposure.Route;
import com.torrust.operator.exposure.Routes;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Names;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Public addresses of a stack. */
final class Addresses {

  private Addresses() {}

  /** Returns where people go first: Grafana, or the HTTP tracker when there is no Grafana. */
  static String url(TorrustStack stack) {
    return Routes.of(stack.getSpec()).stream()
        .findFirst()
        .map(route -> PublicUrl.origin(stack.getSpec(), route.hostname()) + route.path())
        .orElse(null);
  }

  /** Returns the addresses of Grafana and of each listener of the tracker. */
  static List<Endpoint> endpoints(TorrustStack stack, Observed observed) {
    return Stream.concat(http(stack), udp(stack, observed)).toList();
  }

  /** Returns the address that a load balancer gave to a Service. */
  static Optional<String> of(Service service) {
    if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
      return Optional.empty();
    }
    return service.getStatus().getLoadBalancer().getIngress().stream()
        .map(Addresses::text)
        .findFirst();
  }

  private static Stream<Endpoint> http(TorrustStack stack) {
    return Routes.of(stack.getSpec()).stream()
        .filter(route -> !route.path().equals(Routes.LIVE_PATH) && !route.path().equals("/scrape"))
        .map(
            route ->
                new Endpoint(
                    name(route),
                    PublicUrl.origin(stack.getSpec(), route.hostname()) + route.path()));
  }

  private static String name(Route route) {
    if (route.backend() == Component.GRAFANA) {
      return Component.GRAFANA.label();
    }
    return route.path().equals(Routes.API_PATH) ? "tracker-api" : "tracker-http-" + route.port();
  }

  private static Stream<Endpoint> udp(TorrustStack stack, Observed observed) {
    final Names names = new Names(stack.getMetadata().getName());
    return stack.getSpec().tracker().udp().stream()
        .flatMap(
            listener ->
                observed.services().stream()
                    .filter(
                        service ->
                            service
                                .getMetadata()
                                .getName()
                                .equals(names.udpService(listener.name())))
                    .flatMap(service -> of(service).stream())
                    .map(
                        address ->
                            new Endpoint(
                                "tracker-udp-" + listener.name(),
                                "udp://" + address + ":" + listener.port() + "/announce")));
  }

  private static String text(LoadBalancerIngress ingress) {
    if (ingress.getHostname() != null) {
      return ingress.getHostname();
    }
    return ingress.getIp().contains(":") ? "[" + ingress.getIp() + "]" : ingress.getIp();
  }
}
