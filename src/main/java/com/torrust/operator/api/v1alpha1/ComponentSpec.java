package com.torrust.operator.api.v1alpha1;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;

/** What the three components of a stack have in common. */
public interface ComponentSpec {

  /** Returns whether the component runs at all. */
  boolean runs();

  /** Returns whether the component needs a volume while it runs. */
  default boolean keepsData() {
    return true;
  }

  /** Returns the container image. */
  String image();

  /** Returns when the image is pulled. */
  ImagePullPolicy imagePullPolicy();

  /** Returns the user's further environment variables. */
  List<EnvVar> env();

  /** Returns the volume; its size is never null. */
  StorageSpec storage();

  /** Returns the compute resources of the container. */
  ResourcesSpec resources();

  /** Returns the settings of the pod. */
  PodSettings pod();
}
