package com.torrust.operator.exposure;

import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.exposure.controller.ControllerProfile;
import com.torrust.operator.exposure.controller.DetectedController;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Durations;
import com.torrust.operator.kube.Names;
import java.util.Map;
import java.util.TreeMap;

/** Annotations that the detected ingress controller needs. */
public final class ControllerAnnotations {

  private static final String OLD_CLASS = "kubernetes.io/ingress.class";

  private ControllerAnnotations() {}

  /** Returns what is generated for the Ingress of a hostname, without the user's annotations. */
  public static Map<String, String> ofIngress(
      TorrustStackSpec stack, Names names, DetectedController detected, String hostname) {
    final ControllerProfile.Need need = need(stack, names);
    final Map<String, String> annotations =
        new TreeMap<>(detected.profile().ingress().annotations(need));
    if (servesWebSocket(stack, hostname)) {
      annotations.putAll(detected.profile().webSocket().annotations(need));
    }
    if (detected.byAnnotation() && detected.className() != null) {
      annotations.put(OLD_CLASS, detected.className());
    }
    return annotations;
  }

  /** Returns what is generated for the Service of a component, nothing unless it has a route. */
  public static Map<String, String> ofService(
      TorrustStackSpec stack, Names names, DetectedController detected, Component component) {
    return Routes.of(stack).stream().anyMatch(route -> route.backend() == component)
        ? detected.profile().service(component).annotations(need(stack, names))
        : Map.of();
  }

  private static boolean servesWebSocket(TorrustStackSpec stack, String hostname) {
    return Routes.of(stack, hostname).stream()
        .anyMatch(route -> route.path().equals(Routes.LIVE_PATH));
  }

  private static ControllerProfile.Need need(TorrustStackSpec stack, Names names) {
    return new ControllerProfile.Need(
        names.of(Component.GRAFANA),
        Routes.LIVE_PATH,
        Durations.parse(stack.exposure().ingress().webSocketTimeout()),
        stack.tracker().api().hostname() != null);
  }
}
