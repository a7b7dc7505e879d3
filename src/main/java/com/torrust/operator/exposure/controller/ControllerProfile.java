package com.torrust.operator.exposure.controller;

import com.torrust.operator.api.v1alpha1.IngressController;
import com.torrust.operator.kube.Component;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one ingress controller needs so that Grafana Live's WebSocket gets through and stays open,
 * and so that it finds the components healthy.
 *
 * @param controller the product
 * @param markers beginnings of {@code spec.controller} in its IngressClass
 * @param classNames names of its IngressClass, for products whose {@code spec.controller} is free
 * @param ingress annotations of every Ingress
 * @param webSocket annotations of the Ingress that serves the WebSocket
 * @param services annotations of the Services behind the Ingress, by component
 * @param source where the annotations are documented or implemented
 */
public record ControllerProfile(
    IngressController controller,
    List<String> markers,
    List<String> classNames,
    Rule ingress,
    Rule webSocket,
    Map<Component, Rule> services,
    String source) {

  /**
   * What annotations depend on.
   *
   * @param grafanaService name of Grafana's Service
   * @param webSocketPath path of the WebSocket
   * @param timeout how long a silent WebSocket stays open
   * @param apiExposed whether the tracker's API is reached through the Ingress
   */
  public record Need(
      String grafanaService, String webSocketPath, Duration timeout, boolean apiExposed) {}

  /** Makes annotations from what they depend on. */
  @FunctionalInterface
  public interface Rule {

    /** Returns the annotations. */
    Map<String, String> annotations(Need need);
  }

  /** Returns what makes the annotations of a component's Service. */
  public Rule service(Component component) {
    return services.getOrDefault(component, need -> Map.of());
  }

  /** Returns what tells that an IngressClass belongs to this product, if anything does. */
  Optional<String> recognise(String className, Optional<String> specController) {
    return specController
        .filter(value -> markers.stream().anyMatch(value::startsWith))
        .map(value -> "spec.controller " + value + " of IngressClass " + className)
        .or(
            () ->
                Optional.ofNullable(className)
                    .filter(classNames::contains)
                    .map(name -> "the name of IngressClass " + name));
  }
}
