package com.torrust.operator.exposure.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.IngressController;
import com.torrust.operator.kube.Component;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ControllerProfilesTest {

  private static final ControllerProfile.Need NEED =
      new ControllerProfile.Need("demo-grafana", "/api/live/ws", Duration.ofMinutes(90), false);

  private static final ControllerProfile.Need WITH_API =
      new ControllerProfile.Need("demo-grafana", "/api/live/ws", Duration.ofMinutes(90), true);

  @Test
  void everyProductHasOneLine() {
    final List<IngressController> products =
        Arrays.stream(IngressController.values())
            .filter(controller -> controller != IngressController.AUTO)
            .toList();

    assertThat(ControllerProfiles.all())
        .extracting(ControllerProfile::controller)
        .containsExactlyInAnyOrderElementsOf(products);
  }

  @Test
  void noMarkerIsTheBeginningOfAnothersMarker() {
    for (final ControllerProfile one : ControllerProfiles.all()) {
      for (final ControllerProfile other : ControllerProfiles.all()) {
        if (one != other) {
          assertThat(one.markers())
              .noneMatch(
                  mine -> other.markers().stream().anyMatch(theirs -> theirs.startsWith(mine)));
        }
      }
    }
  }

  /** The values of {@code exposure.md} 1.1, in each product's own unit. */
  @ParameterizedTest
  @CsvSource({
    "INGRESS_NGINX, nginx.ingress.kubernetes.io/proxy-read-timeout, 5400",
    "INGRESS_NGINX, nginx.ingress.kubernetes.io/proxy-send-timeout, 5400",
    "F5_NGINX, nginx.org/websocket-services, demo-grafana",
    "F5_NGINX, nginx.org/proxy-read-timeout, 5400s",
    "CONTOUR, projectcontour.io/websocket-routes, /api/live/ws",
    "HAPROXY_INGRESS, haproxy-ingress.github.io/timeout-tunnel, 5400s",
    "KONG, konghq.com/read-timeout, 5400000",
    "KONG, konghq.com/write-timeout, 5400000",
    "AWS_ALB, alb.ingress.kubernetes.io/load-balancer-attributes,"
        + " idle_timeout.timeout_seconds=4000",
    "AWS_ALB, alb.ingress.kubernetes.io/target-type, ip"
  })
  void writesWhatTheProductNeeds(IngressController product, String annotation, String value) {
    assertThat(all(product)).containsEntry(annotation, value);
  }

  @ParameterizedTest
  @CsvSource({"TRAEFIK", "HAPROXY_TECH", "ISTIO", "CILIUM", "CADDY", "OTHER"})
  void writesNothingWhereNothingIsNeeded(IngressController product) {
    assertThat(all(product)).isEmpty();
  }

  @Test
  void anAlbAsksEachServiceForItsOwnHealth() {
    final ControllerProfile alb = ControllerProfiles.of(IngressController.AWS_ALB);
    assertThat(alb.service(Component.GRAFANA).annotations(NEED))
        .isEqualTo(Map.of("alb.ingress.kubernetes.io/healthcheck-path", "/api/health"));
    assertThat(alb.service(Component.TRACKER).annotations(NEED))
        .isEqualTo(Map.of("alb.ingress.kubernetes.io/healthcheck-path", "/health_check"));
    assertThat(alb.service(Component.TRACKER).annotations(WITH_API))
        .isEqualTo(
            Map.of(
                "alb.ingress.kubernetes.io/healthcheck-path", "/api/health_check",
                "alb.ingress.kubernetes.io/healthcheck-port", "1212"));
  }

  @ParameterizedTest
  @EnumSource(names = {"GRAFANA", "TRACKER"})
  void gkeReachesBothServicesThroughEndpointGroups(Component component) {
    assertThat(ControllerProfiles.of(IngressController.GKE).service(component).annotations(NEED))
        .isEqualTo(Map.of("cloud.google.com/neg", "{\"ingress\": true}"));
  }

  private static Map<String, String> all(IngressController product) {
    final ControllerProfile profile = ControllerProfiles.of(product);
    final Map<String, String> annotations = new HashMap<>(profile.ingress().annotations(NEED));
    annotations.putAll(profile.webSocket().annotations(NEED));
    for (final Component component : Component.values()) {
      annotations.putAll(profile.service(component).annotations(NEED));
    }
    return annotations;
  }
}
