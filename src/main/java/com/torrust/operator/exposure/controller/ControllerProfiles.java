package com.torrust.operator.exposure.controller;

import static com.torrust.operator.api.v1alpha1.IngressController.AWS_ALB;
import static com.torrust.operator.api.v1alpha1.IngressController.CADDY;
import static com.torrust.operator.api.v1alpha1.IngressController.CILIUM;
import static com.torrust.operator.api.v1alpha1.IngressController.CONTOUR;
import static com.torrust.operator.api.v1alpha1.IngressController.F5_NGINX;
import static com.torrust.operator.api.v1alpha1.IngressController.GKE;
import static com.torrust.operator.api.v1alpha1.IngressController.HAPROXY_INGRESS;
import static com.torrust.operator.api.v1alpha1.IngressController.HAPROXY_TECH;
import static com.torrust.operator.api.v1alpha1.IngressController.INGRESS_NGINX;
import static com.torrust.operator.api.v1alpha1.IngressController.ISTIO;
import static com.torrust.operator.api.v1alpha1.IngressController.KONG;
import static com.torrust.operator.api.v1alpha1.IngressController.OTHER;
import static com.torrust.operator.api.v1alpha1.IngressController.TRAEFIK;
import static com.torrust.operator.kube.Component.GRAFANA;
import static com.torrust.operator.kube.Component.TRACKER;

import com.torrust.operator.api.v1alpha1.IngressController;
import com.torrust.operator.exposure.controller.ControllerProfile.Rule;
import com.torrust.operator.tracker.TrackerPorts;
import java.util.List;
import java.util.Map;

/** The table of all ingress controllers that the operator knows. */
public final class ControllerProfiles {

  private static final Rule NOTHING = need -> Map.of();

  /** Longest idle timeout of an Application Load Balancer, in seconds. */
  private static final long ALB_MAX_SECONDS = 4000;

  private static final String ALB_HEALTH_PATH = "alb.ingress.kubernetes.io/healthcheck-path";

  /** GKE's load balancer reaches pods behind a Service of type ClusterIP only through a group. */
  private static final Rule NETWORK_ENDPOINT_GROUP =
      need -> Map.of("cloud.google.com/neg", "{\"ingress\": true}");

  private static final List<ControllerProfile> TABLE =
      List.of(
          new ControllerProfile(
              INGRESS_NGINX,
              List.of("k8s.io/ingress-nginx"),
              List.of(),
              NOTHING,
              need ->
                  Map.of(
                      "nginx.ingress.kubernetes.io/proxy-read-timeout", seconds(need),
                      "nginx.ingress.kubernetes.io/proxy-send-timeout", seconds(need)),
              Map.of(),
              "kubernetes/ingress-nginx docs/user-guide/miscellaneous.md, Websockets"),
          new ControllerProfile(
              F5_NGINX,
              List.of("nginx.org/ingress-controller"),
              List.of(),
              NOTHING,
              need ->
                  Map.of(
                      "nginx.org/websocket-services", need.grafanaService(),
                      "nginx.org/proxy-read-timeout", seconds(need) + "s",
                      "nginx.org/proxy-send-timeout", seconds(need) + "s"),
              Map.of(),
              "nginx/kubernetes-ingress internal/configs/version1/nginx.ingress.tmpl"),
          new ControllerProfile(
              TRAEFIK,
              List.of("traefik.io/ingress-controller"),
              List.of(),
              NOTHING,
              NOTHING,
              Map.of(),
              "traefik/traefik docs/content/expose/overview.md, WebSocket services"),
          new ControllerProfile(
              HAPROXY_TECH,
              List.of("haproxy.org/ingress-controller"),
              List.of(),
              NOTHING,
              NOTHING,
              Map.of(),
              "haproxytech/kubernetes-ingress documentation/annotations.md, timeout-tunnel"),
          new ControllerProfile(
              HAPROXY_INGRESS,
              List.of("haproxy-ingress.github.io/controller"),
              List.of(),
              NOTHING,
              need -> Map.of("haproxy-ingress.github.io/timeout-tunnel", seconds(need) + "s"),
              Map.of(),
              "jcmoraisjr/haproxy-ingress docs/content/en/docs/configuration/keys.md, timeout"),
          new ControllerProfile(
              CONTOUR,
              List.of("projectcontour.io/"),
              List.of("contour"),
              NOTHING,
              need -> Map.of("projectcontour.io/websocket-routes", need.webSocketPath()),
              Map.of(),
              "projectcontour/contour internal/dag/ingress_processor.go"),
          new ControllerProfile(
              ISTIO,
              List.of("istio.io/ingress-controller"),
              List.of(),
              NOTHING,
              NOTHING,
              Map.of(),
              "istio/istio pilot/pkg/networking/core/listener_builder.go"),
          new ControllerProfile(
              CILIUM,
              List.of("cilium.io/ingress-controller"),
              List.of(),
              NOTHING,
              NOTHING,
              Map.of(),
              "cilium/cilium operator/pkg/model/translation/envoy_http_connection_manager.go"),
          new ControllerProfile(
              KONG,
              List.of("ingress-controllers.konghq.com/kong"),
              List.of(),
              NOTHING,
              NOTHING,
              Map.of(
                  GRAFANA,
                  need ->
                      Map.of(
                          "konghq.com/read-timeout", millis(need),
                          "konghq.com/write-timeout", millis(need))),
              "Kong/kubernetes-ingress-controller internal/annotations"),
          new ControllerProfile(
              AWS_ALB,
              List.of("ingress.k8s.aws/alb"),
              List.of(),
              need -> Map.of("alb.ingress.kubernetes.io/target-type", "ip"),
              need ->
                  Map.of(
                      "alb.ingress.kubernetes.io/load-balancer-attributes",
                      "idle_timeout.timeout_seconds="
                          + Math.min(ALB_MAX_SECONDS, need.timeout().toSeconds())),
              Map.of(
                  GRAFANA,
                  need -> Map.of(ALB_HEALTH_PATH, "/api/health"),
                  TRACKER,
                  ControllerProfiles::albHealthOfTracker),
              "kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md"),
          new ControllerProfile(
              GKE,
              List.of(),
              List.of("gce", "gce-internal", "gce-regional-external"),
              NOTHING,
              NOTHING,
              Map.of(GRAFANA, NETWORK_ENDPOINT_GROUP, TRACKER, NETWORK_ENDPOINT_GROUP),
              "kubernetes/ingress-gce pkg/utils/utils.go; its timeout needs a BackendConfig"),
          new ControllerProfile(
              CADDY,
              List.of(),
              List.of("caddy"),
              NOTHING,
              NOTHING,
              Map.of(),
              "caddyserver/ingress; reverse_proxy upgrades by itself"),
          new ControllerProfile(
              OTHER, List.of(), List.of(), NOTHING, NOTHING, Map.of(), "nothing is known"));

  private ControllerProfiles() {}

  /** Returns all profiles, one for each product. */
  public static List<ControllerProfile> all() {
    return TABLE;
  }

  /** Returns the profile of a product; {@code Auto} is none. */
  public static ControllerProfile of(IngressController controller) {
    return TABLE.stream()
        .filter(profile -> profile.controller() == controller)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no profile for " + controller));
  }

  /**
   * One path serves all ports of a Service, and each port is asked on itself. No path is answered
   * by HTTP listener and API alike, so once the API is behind the load balancer too, all are judged
   * by the API's port: it is one process. Before, that port is closed to the load balancer.
   */
  private static Map<String, String> albHealthOfTracker(ControllerProfile.Need need) {
    return need.apiExposed()
        ? Map.of(
            ALB_HEALTH_PATH,
            "/api/health_check",
            "alb.ingress.kubernetes.io/healthcheck-port",
            Integer.toString(TrackerPorts.API))
        : Map.of(ALB_HEALTH_PATH, "/health_check");
  }

  private static String seconds(ControllerProfile.Need need) {
    return Long.toString(need.timeout().toSeconds());
  }

  private static String millis(ControllerProfile.Need need) {
    return Long.toString(need.timeout().toMillis());
  }
}
