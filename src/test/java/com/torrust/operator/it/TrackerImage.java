package com.torrust.operator.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.cluster.ClusterException;
import com.torrust.operator.cluster.Programs;
import com.torrust.operator.container.ContainerProcess;
import com.torrust.operator.kube.Component;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Stands for the image {@value #NAME}, which is not to be had here: the real program, built from
 * source, in a folder with the image's layout.
 */
public final class TrackerImage {

  /** The image that a stack has to name so that the program understands its configuration. */
  public static final String NAME = "torrust/tracker:3.0.0";

  /** What the images of 3.0.0 set. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/busybox",
          "TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__DRIVER", "sqlite3");

  private TrackerImage() {}

  /** Returns why the tracker can't run on this machine, and what to do about it. */
  static Optional<String> unavailable() {
    return ContainerProcess.unavailable().or(TrackerImage::missing);
  }

  /** Returns why the tracker can't be built on this machine, and what to do about it. */
  public static Optional<String> missing() {
    try {
      program();
      return Optional.empty();
    } catch (ClusterException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Skips the test where the tracker can't run, and says why. */
  static void assumePossible() {
    final Optional<String> missing = unavailable();
    assumeTrue(missing.isEmpty(), () -> "the tracker is not run here: " + missing.get());
  }

  /** Begins to describe how the tracker's container of a template is to run. */
  static ContainerProcess.Builder container(PodTemplateSpec template) {
    return ContainerProcess.of(template, Component.TRACKER.label())
        .program("/usr/bin/torrust-tracker", program())
        .imageEnv(ENVIRONMENT);
  }

  /** Returns the tracker. */
  public static Path program() {
    return Programs.folder("tracker").resolve("torrust-tracker");
  }
}
