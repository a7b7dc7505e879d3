package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.PublicUrl;
import com.torrust.operator.exposure.Routes;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Optional;

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

  /** Returns the address that a load balancer gave to a Service. */
  static Optional<String> of(Service service) {
    if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
      return Optional.empty();
    }
    return service.getStatus().getLoadBalancer().getIngress().stream()
        .map(Addresses::text)
        .findFirst();
  }

  private static String text(LoadBalancerIngress ingress) {
    return ingress.getHostname() == null ? ingress.getIp() : ingress.getHostname();
  }
}
