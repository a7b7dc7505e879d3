package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.Routes;
import com.torrust.operator.kube.Names;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges whether the Gateways that a stack names take its HTTPRoutes; reasons are the Gateways' own
 * where they have an opinion.
 *
 * @see <a href="https://gateway-api.sigs.k8s.io/reference/spec/#routeparentstatus">
 *     RouteParentStatus</a>
 */
final class GatewayVerdict {

  private static final ConditionType TYPE = ConditionType.EXPOSED;
  private static final String ACCEPTED = "Accepted";
  private static final String RESOLVED = "ResolvedRefs";

  private GatewayVerdict() {}

  /** Returns the verdict on a stack that has hostnames and the exposure type Gateway. */
  static Verdict of(TorrustStack stack, Observed observed) {
    return Verdict.ofFailures(TYPE, observed.failures(TYPE))
        .orElseGet(
            () ->
                observed
                    .httpRoutes()
                    .map(routes -> of(stack, routes))
                    .orElseGet(
                        () ->
                            Verdict.fails(
                                TYPE,
                                Reason.GATEWAY_API_MISSING,
                                "the cluster does not know gateway.networking.k8s.io/v1"
                                    + " HTTPRoutes")));
  }

  /** Returns the names of the controllers that report on the routes of a stack. */
  static List<String> controllers(Observed observed) {
    return observed.httpRoutes().orElse(List.of()).stream()
        .flatMap(GatewayVerdict::reports)
        .map(RouteParentStatus::getControllerName)
        .distinct()
        .sorted()
        .toList();
  }

  private static Verdict of(TorrustStack stack, List<HTTPRoute> routes) {
    final Names names = new Names(stack.getMetadata().getName());
    final List<String> hostnames = Routes.hostnames(stack.getSpec());
    final List<Verdict> troubles =
        hostnames.stream()
            .map(hostname -> names.ingress(hostname, stack.getSpec().hostname()))
            .flatMap(name -> troubles(name, routes))
            .sorted(Comparator.comparing(Verdict::severity).reversed())
            .toList();
    return Verdict.worst(TYPE, troubles)
        .orElseGet(
            () ->
                Verdict.holds(
                    TYPE,
                    Reason.ROUTE_ACCEPTED,
                    "an HTTPRoute is accepted for " + String.join(", ", hostnames)));
  }

  private static Stream<Verdict> troubles(String name, List<HTTPRoute> routes) {
    return routes.stream()
        .filter(route -> route.getMetadata().getName().equals(name))
        .findFirst()
        .map(
            route ->
                route.getSpec().getParentRefs().stream()
                    .flatMap(parent -> trouble(route, parent).stream()))
        .orElseGet(
            () ->
                Stream.of(
                    Verdict.fails(
                        TYPE, Reason.NOT_CREATED, "HTTPRoute " + name + " is not there yet")));
  }

  private static Optional<Verdict> trouble(HTTPRoute route, ParentReference parent) {
    final List<RouteParentStatus> reports =
        reports(route).filter(report -> same(route, report.getParentRef(), parent)).toList();
    if (reports.isEmpty()) {
      return Optional.of(
          Verdict.fails(
              TYPE,
              Reason.ROUTE_IGNORED,
              "no controller takes " + words(route) + " to " + words(route, parent)));
    }
    return reports.stream().anyMatch(report -> takes(route, report))
        ? Optional.empty()
        : Optional.of(refusal(route, parent, reports.get(0)));
  }

  private static boolean takes(HTTPRoute route, RouteParentStatus report) {
    return holds(route, report, ACCEPTED) && holds(route, report, RESOLVED);
  }

  private static Verdict refusal(
      HTTPRoute route, ParentReference parent, RouteParentStatus report) {
    return condition(route, report, holds(route, report, ACCEPTED) ? RESOLVED : ACCEPTED)
        .map(
            condition ->
                mirrored(
                    condition,
                    words(route, parent)
                        + " does not take "
                        + words(route)
                        + ": "
                        + condition.getMessage().replaceAll("[.]$", "")))
        .orElseGet(
            () ->
                Verdict.fails(
                    TYPE,
                    Reason.ROLLING_OUT,
                    words(route) + " waits for " + report.getControllerName()));
  }

  private static Verdict mirrored(Condition condition, String observed) {
    return Reason.of(condition.getReason())
        .map(reason -> Verdict.fails(TYPE, reason, observed))
        .orElseGet(
            () ->
                new Verdict(
                    TYPE, Verdict.FALSE, Severity.PROGRESSING, condition.getReason(), observed));
  }

  private static boolean holds(HTTPRoute route, RouteParentStatus report, String type) {
    return condition(route, report, type)
        .filter(condition -> condition.getStatus().equals(Verdict.TRUE))
        .isPresent();
  }

  private static Optional<Condition> condition(
      HTTPRoute route, RouteParentStatus report, String type) {
    return report.getConditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .filter(
            condition ->
                condition.getObservedGeneration() == null
                    || condition
                        .getObservedGeneration()
                        .equals(route.getMetadata().getGeneration()))
        .findFirst();
  }

  private static Stream<RouteParentStatus> reports(HTTPRoute route) {
    return route.getStatus() == null ? Stream.empty() : route.getStatus().getParents().stream();
  }

  private static boolean same(HTTPRoute route, ParentReference one, ParentReference other) {
    return one.getName().equals(other.getName())
        && namespace(route, one).equals(namespace(route, other))
        && Objects.equals(one.getSectionName(), other.getSectionName())
        && Objects.equals(one.getPort(), other.getPort());
  }

  private static String words(HTTPRoute route) {
    return "HTTPRoute " + route.getMetadata().getName();
  }

  private static String words(HTTPRoute route, ParentReference parent) {
    return "Gateway "
        + namespace(route, parent)
        + "/"
        + parent.getName()
        + (parent.getSectionName() == null ? "" : " (listener " + parent.getSectionName() + ")");
  }

  private static String namespace(HTTPRoute route, ParentReference parent) {
    return parent.getNamespace() == null
        ? route.getMetadata().getNamespace()
        : parent.getNamespace();
  }
}
