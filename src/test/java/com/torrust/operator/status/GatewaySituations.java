package com.torrust.operator.status;

import static com.torrust.operator.status.ConditionType.CERTIFICATE_READY;
import static com.torrust.operator.status.ConditionType.EXPOSED;
import static com.torrust.operator.status.Reported.GENERATION;
import static com.torrust.operator.status.Situations.Overall.READY;
import static com.torrust.operator.status.Situations.Overall.RECONCILING;
import static com.torrust.operator.status.Situations.Overall.STALLED;

import com.torrust.operator.status.Situations.Line;
import com.torrust.operator.status.Situations.Seen;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Lines about a stack behind Gateways, and what they report of its HTTPRoute. */
final class GatewaySituations {

  static final String GATEWAY =
      "exposure: {type: Gateway, gateway: {parentRefs: [{name: public, namespace: gateways}]}}\n";

  private static final String HERE =
      "exposure: {type: Gateway, gateway: {parentRefs: [{name: public}]}}\n";
  private static final String LISTENER =
      "exposure: {type: Gateway, gateway: {parentRefs: [{name: public, sectionName: https}]}}\n";
  private static final String TWO =
      "exposure: {type: Gateway, gateway: {parentRefs: [{name: public}, {name: private}]}}\n";
  private static final String OTHER_HOST =
      "tracker: {http: [{name: http, port: 7070, hostname: peers.test}]}\n";

  private GatewaySituations() {}

  static Stream<Line> all() {
    return Stream.concat(taken(), refused());
  }

  private static Stream<Line> taken() {
    return Stream.of(
        line("HTTPRoute accepted", GATEWAY, s -> s)
            .holds(EXPOSED, "RouteAccepted", "an HTTPRoute is accepted for demo.test", READY),
        line(
                "the Gateway is in the namespace of the stack, and named with it",
                HERE,
                s -> s.routes(r -> Reported.parents(r, Reported.accepts("torrust", "public"))))
            .holds(EXPOSED, "RouteAccepted", "demo.test", READY),
        line(
                "a second controller minds what the first accepts",
                HERE,
                s ->
                    s.routes(
                        r ->
                            Reported.parents(
                                r,
                                Reported.refuses(null, "public", "NoMatchingParent", "none"),
                                Reported.accepts(null, "public"))))
            .holds(EXPOSED, "RouteAccepted", "demo.test", READY),
        line("Gateway API missing", GATEWAY, s -> s.withoutGatewayApi())
            .fails(EXPOSED, "GatewayApiMissing", "install the Gateway API", RECONCILING),
        line("HTTPRoute missing", GATEWAY, s -> s.without(HTTPRoute.class))
            .fails(EXPOSED, "NotCreated", "HTTPRoute demo is not there yet", RECONCILING),
        line("nobody reports", GATEWAY, s -> s.routes(r -> r.setStatus(null)))
            .fails(
                EXPOSED,
                "RouteIgnored",
                "no controller takes HTTPRoute demo to Gateway gateways/public; check that"
                    + " spec.exposure.gateway.parentRefs",
                RECONCILING),
        line(
                "a former Gateway reports",
                GATEWAY,
                s -> s.routes(r -> Reported.parents(r, Reported.accepts("gateways", "former"))))
            .fails(EXPOSED, "RouteIgnored", "Gateway gateways/public", RECONCILING),
        line(
                "a Gateway of this name reports from another namespace",
                GATEWAY,
                s -> s.routes(r -> Reported.parents(r, Reported.accepts("others", "public"))))
            .fails(EXPOSED, "RouteIgnored", "Gateway gateways/public", RECONCILING),
        line(
                "another listener reports",
                LISTENER,
                s -> s.routes(r -> Reported.parents(r, Reported.accepts(null, "public"))))
            .fails(EXPOSED, "RouteIgnored", "Gateway torrust/public (listener https)", RECONCILING),
        line(
                "HTTPRoute accepted in an older form",
                GATEWAY,
                s -> s.routes(r -> r.getMetadata().setGeneration(GENERATION + 1)))
            .fails(
                EXPOSED,
                "RollingOut",
                "HTTPRoute demo waits for " + Reported.GATEWAY_CONTROLLER,
                RECONCILING));
  }

  private static Stream<Line> refused() {
    return Stream.of(
        refusal("NotAllowedByListeners")
            .fails(EXPOSED, "NotAllowedByListeners", "allowedRoutes.namespaces", STALLED),
        refusal("NoMatchingListenerHostname")
            .fails(EXPOSED, "NoMatchingListenerHostname", "a listener whose hostname", STALLED),
        refusal("NoMatchingParent")
            .fails(
                EXPOSED,
                "NoMatchingParent",
                "Gateway torrust/public does not take HTTPRoute demo: it says why; correct"
                    + " sectionName",
                STALLED),
        refusal("Pending")
            .fails(EXPOSED, "Pending", "does not take HTTPRoute demo: it says why", RECONCILING),
        line(
                "no Service yet",
                HERE,
                s ->
                    s.routes(
                        r ->
                            Reported.parents(
                                r, Reported.unresolved("public", "BackendNotFound", "no Service"))))
            .fails(EXPOSED, "BackendNotFound", "no Service; it goes on by itself", RECONCILING),
        line(
                "one of two Gateways refuses",
                TWO,
                s ->
                    s.routes(
                        r ->
                            Reported.parents(
                                r,
                                Reported.accepts(null, "public"),
                                Reported.refuses(null, "private", "NoMatchingParent", "none"))))
            .fails(EXPOSED, "NoMatchingParent", "Gateway torrust/private", STALLED),
        line(
                "one Gateway is silent and one refuses",
                TWO,
                s ->
                    s.routes(
                        r ->
                            Reported.parents(
                                r, Reported.refuses(null, "private", "NoMatchingParent", "none"))))
            .fails(
                EXPOSED,
                "NoMatchingParent",
                "takes HTTPRoute demo to Gateway torrust/public",
                STALLED),
        line(
                "the second of two hostnames is refused",
                HERE + OTHER_HOST,
                s ->
                    s.routes(
                        r -> {
                          if (r.getSpec().getHostnames().contains("peers.test")) {
                            Reported.parents(
                                r, Reported.refuses(null, "public", "NoMatchingParent", "none"));
                          }
                        }))
            .fails(EXPOSED, "NoMatchingParent", "does not take HTTPRoute demo-", STALLED),
        line(
                "hostname taken without Gateway API",
                GATEWAY,
                s ->
                    s.withoutGatewayApi()
                        .failing(EXPOSED, Reason.HOSTNAME_TAKEN, "demo.test is served by a/b"))
            .fails(EXPOSED, "HostnameTaken", "demo.test is served by a/b", STALLED),
        line(
                "a Certificate that cannot be deleted",
                GATEWAY,
                s -> s.failing(CERTIFICATE_READY, Reason.REFUSED_BY_CLUSTER, "forbidden"))
            .fails(CERTIFICATE_READY, "RefusedByCluster", "forbidden", STALLED));
  }

  private static Seen refusal(String reason) {
    return line(
        reason,
        HERE,
        s ->
            s.routes(
                r ->
                    Reported.parents(r, Reported.refuses(null, "public", reason, "it says why."))));
  }

  private static Seen line(String name, String spec, UnaryOperator<Situation> change) {
    return new Seen("Gateway: " + name, () -> change.apply(Situation.of(spec)));
  }
}
