package com.torrust.operator.exposure.controller;

import com.torrust.operator.api.v1alpha1.IngressController;

/**
 * Which product serves the Ingress objects of a stack.
 *
 * @param className IngressClass in effect, null when there is none
 * @param controller the product
 * @param detectedBy what told it
 * @param mayAppear whether the class that the user names is not there yet
 */
public record DetectedController(
    String className, IngressController controller, String detectedBy, boolean mayAppear) {

  /** Nothing is known, and nothing needs to be. */
  public static final DetectedController NONE =
      new DetectedController(null, IngressController.OTHER, "nothing", false);

  /** Returns the product's line of the table. */
  public ControllerProfile profile() {
    return ControllerProfiles.of(controller);
  }

  /**
   * Returns whether the class goes into the old annotation and not into the field: GKE serves an
   * Ingress only while its field is empty (kubernetes/ingress-gce pkg/utils/utils.go).
   */
  public boolean byAnnotation() {
    return controller == IngressController.GKE;
  }
}
