package com.torrust.operator.exposure.controller;

import com.torrust.operator.api.v1alpha1.IngressController;
import com.torrust.operator.api.v1alpha1.IngressSpec;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out which product serves a stack's Ingress: by the user's word, by the controller of the
 * IngressClass, or by the name of the class, in this order.
 */
public final class Detection {

  private static final String DEFAULT_CLASS = "ingressclass.kubernetes.io/is-default-class";

  private Detection() {}

  /**
   * Returns the product; pure.
   *
   * @param ingress the user's settings
   * @param classes the cluster's IngressClasses, empty when the operator may not read them
   */
  public static DetectedController of(IngressSpec ingress, Optional<List<IngressClass>> classes) {
    final String className =
        ingress.className() != null
            ? ingress.className()
            : classes.flatMap(Detection::defaultClass).orElse(null);
    if (ingress.controller() != IngressController.AUTO) {
      return new DetectedController(
          className, ingress.controller(), "spec.exposure.ingress.controller", false);
    }
    final Optional<String> specController = classes.flatMap(all -> controller(all, className));
    return ControllerProfiles.all().stream()
        .flatMap(profile -> recognised(profile, className, specController))
        .findFirst()
        .orElseGet(
            () ->
                new DetectedController(
                    className,
                    IngressController.OTHER,
                    unknown(className, specController, classes),
                    classes.isPresent() && className != null && specController.isEmpty()));
  }

  private static Stream<DetectedController> recognised(
      ControllerProfile profile, String className, Optional<String> specController) {
    return profile
        .recognise(className, specController)
        .map(how -> new DetectedController(className, profile.controller(), how, false))
        .stream();
  }

  private static Optional<String> defaultClass(List<IngressClass> classes) {
    return classes.stream()
        .filter(
            c ->
                c.getMetadata().getAnnotations() != null
                    && "true".equals(c.getMetadata().getAnnotations().get(DEFAULT_CLASS)))
        .map(c -> c.getMetadata().getName())
        .sorted()
        .findFirst();
  }

  private static Optional<String> controller(List<IngressClass> classes, String className) {
    return classes.stream()
        .filter(c -> c.getMetadata().getName().equals(className))
        .findFirst()
        .map(c -> c.getSpec().getController());
  }

  private static String unknown(
      String className, Optional<String> specController, Optional<List<IngressClass>> classes) {
    if (classes.isEmpty()) {
      return "nothing: the operator may not read IngressClasses, set"
          + " spec.exposure.ingress.controller";
    }
    if (className == null) {
      return "nothing: no class is named and the cluster has no default";
    }
    return specController
        .map(value -> "nothing: the controller " + value + " is not known")
        .orElse("nothing: there is no IngressClass " + className);
  }
}
