package com.torrust.operator.tracker;

import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.kube.Component;
import com.torrust.operator.status.Problem;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.OwnedChild;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

/** The ConfigMap with the tracker's configuration file. */
public final class TrackerConfigMap extends OwnedChild<ConfigMap> {

  static final String FILE = "tracker.toml";

  /** Creates the child. */
  public TrackerConfigMap() {
    super(ConfigMap.class, Component.TRACKER);
  }

  @Override
  public ConfigMap desired(Inputs inputs) {
    return new ConfigMapBuilder()
        .withMetadata(metadata(inputs))
        .addToData(FILE, file(inputs))
        .build();
  }

  /** The file holds only together with the variables of the Deployment, which then stay too. */
  @Override
  protected boolean needsSecrets() {
    return true;
  }

  /**
   * Returns the text of the configuration file.
   *
   * @throws Problem when nothing tells which schema the image reads, or a setting is refused
   */
  static String file(Inputs inputs) {
    return new TrackerConfig(
            inputs.spec().tracker(),
            TrackerSchema.inEffect(inputs.spec().tracker()),
            onReverseProxy(inputs.spec()),
            inputs.ipv6Only())
        .toToml();
  }

  private static boolean onReverseProxy(TorrustStackSpec stack) {
    return switch (stack.tracker().onReverseProxy()) {
      case AUTO -> stack.exposure().servesHostnames();
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }
}
