package com.torrust.operator.exposure.controller;

import static com.torrust.operator.api.v1alpha1.IngressController.AUTO;
import static com.torrust.operator.api.v1alpha1.IngressController.CONTOUR;
import static com.torrust.operator.api.v1alpha1.IngressController.F5_NGINX;
import static com.torrust.operator.api.v1alpha1.IngressController.GKE;
import static com.torrust.operator.api.v1alpha1.IngressController.HAPROXY_INGRESS;
import static com.torrust.operator.api.v1alpha1.IngressController.INGRESS_NGINX;
import static com.torrust.operator.api.v1alpha1.IngressController.KONG;
import static com.torrust.operator.api.v1alpha1.IngressController.OTHER;
import static com.torrust.operator.api.v1alpha1.IngressController.TRAEFIK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.torrust.operator.api.v1alpha1.IngressController;
import com.torrust.operator.api.v1alpha1.IngressSpec;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DetectionTest {

  private static final Optional<List<IngressClass>> CLASSES =
      Optional.of(
          List.of(
              ingressClass("nginx", "k8s.io/ingress-nginx", Map.of()),
              ingressClass("internal", "k8s.io/ingress-nginx-internal", Map.of()),
              ingressClass("f5", "nginx.org/ingress-controller", Map.of()),
              ingressClass("community", "haproxy-ingress.github.io/controller/blue", Map.of()),
              ingressClass("contour", "example.org/renamed", Map.of()),
              ingressClass("home-made", "example.org/proxy", Map.of()),
              ingressClass(
                  "edge",
                  "traefik.io/ingress-controller",
                  Map.of("ingressclass.kubernetes.io/is-default-class", "true"))));

  static Stream<Arguments> products() {
    return Stream.of(
        arguments("nginx", AUTO, INGRESS_NGINX, "spec.controller k8s.io/ingress-nginx"),
        arguments("internal", AUTO, INGRESS_NGINX, "k8s.io/ingress-nginx-internal"),
        arguments("f5", AUTO, F5_NGINX, "nginx.org/ingress-controller"),
        arguments("community", AUTO, HAPROXY_INGRESS, "haproxy-ingress.github.io"),
        arguments("contour", AUTO, CONTOUR, "the name of IngressClass contour"),
        arguments("gce", AUTO, GKE, "the name of IngressClass gce"),
        arguments(null, AUTO, TRAEFIK, "traefik.io/ingress-controller of IngressClass edge"),
        arguments("home-made", AUTO, OTHER, "example.org/proxy is not known"),
        arguments("absent", AUTO, OTHER, "there is no IngressClass absent"),
        arguments("nginx", KONG, KONG, "spec.exposure.ingress.controller"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void products(String className, IngressController asked, IngressController found, String told) {
    final DetectedController detected = Detection.of(spec(className, asked), CLASSES);

    assertThat(detected.controller()).isEqualTo(found);
    assertThat(detected.detectedBy()).contains(told);
    assertThat(detected.className()).isEqualTo(className == null ? "edge" : className);
  }

  @Test
  void aClusterWithoutDefaultClassTellsNothing() {
    final DetectedController detected = Detection.of(spec(null, AUTO), Optional.of(List.of()));

    assertThat(detected.controller()).isEqualTo(OTHER);
    assertThat(detected.className()).isNull();
    assertThat(detected.detectedBy()).contains("no default");
  }

  @Test
  void withoutTheRightToReadClassesTheUsersWordStillCounts() {
    assertThat(Detection.of(spec("x", AUTO), Optional.empty()).detectedBy())
        .contains("may not read IngressClasses");
    assertThat(Detection.of(spec("x", F5_NGINX), Optional.empty()).controller())
        .isEqualTo(F5_NGINX);
  }

  private static IngressSpec spec(String className, IngressController controller) {
    return new IngressSpec(className, controller, null, null);
  }

  private static IngressClass ingressClass(
      String name, String controller, Map<String, String> annotations) {
    return new IngressClassBuilder()
        .withNewMetadata()
        .withName(name)
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .withController(controller)
        .endSpec()
        .build();
  }
}
