package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.PublicUrl;
import com.torrust.operator.exposure.Routes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.List;
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

  /** Returns the addresses that a load balancer gave to the Service of a name. */
  static Stream<String> ofService(List<Service> services, String name) {
    return named(services, name)
        .map(Service::getStatus)
        .filter(status -> status != null && status.getLoadBalancer() != null)
        .flatMap(status -> status.getLoadBalancer().getIngress().stream())
        .map(address -> text(address.getHostname(), address.getIp()));
  }

  /** Returns the addresses that a controller gave to the Ingress of a name. */
  static Stream<String> ofIngress(List<Ingress> ingresses, String name) {
    return named(ingresses, name)
        .map(Ingress::getStatus)
        .filter(status -> status != null && status.getLoadBalancer() != null)
        .flatMap(status -> status.getLoadBalancer().getIngress().stream())
        .map(address -> text(address.getHostname(), address.getIp()));
  }

  static <R extends HasMetadata> Stream<R> named(List<R> objects, String name) {
    return objects.stream().filter(object -> object.getMetadata().getName().equals(name));
  }

  private static String text(String hostname, String ip) {
    return hostname == null ? ip : hostname;
  }
}
