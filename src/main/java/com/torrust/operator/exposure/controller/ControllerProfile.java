package com.torrust.operator.exposure.controller;

import com.torrust.operator.api.v1alpha1.IngressController;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one ingress controller needs so that Grafana Live's WebSocket gets through and stays open.
 *
 * @param controller the product
 * @param markers beginnings of {@code spec.controller} in its IngressClass
 * @param classNames names of its IngressClass, for products whose {@code spec.controller} is free
 * @param ingress annotations of every Ingress
 * @param webSocket annotations of the Ingress that serves the WebSocket
 * @param grafanaService annotations of Grafana's Service
 * @param source where the annotations are documented or implemented
 */
public record ControllerProfile(
    IngressController controller,
    List<String> markers,
    List<String> classNames,
    Rule ingress,
    Rule webSocket,
    Rule grafanaService,
    String source) {

  /**
   * What annotations depend on.
   *
   * @param grafanaService name of Grafana's Service
   * @param webSocketPath path of the WebSocket
   * @param timeout how long a silent WebSocket stays open
   */
  public record Need(String grafanaService, String webSocketPath, Duration timeout) {}

  /** Makes annotations from what they depend on. */
  @FunctionalInterface
  public interface Rule {

    /** Returns the annotations. */
    Map<String, String> annotations(Need need);
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
