package com.torrust.operator.monitoring;

import com.torrust.operator.cluster.ClusterException;
import com.torrust.operator.cluster.Programs;
import com.torrust.operator.container.ContainerProcess;
import com.torrust.operator.kube.Component;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Stands for the image prom/prometheus:v3.5.0, which is not to be had here: the real program, built
 * from source, in a folder with the image's layout.
 */
public final class PrometheusImage {

  private static final String MODULE = "prometheus";
  private static final String PROGRAM = "/bin/prometheus";

  /** Where the image has Prometheus' tool for its files. */
  static final String PROMTOOL = "/bin/promtool";

  private PrometheusImage() {}

  /** Returns why Prometheus can't be built on this machine, and what to do about it. */
  public static Optional<String> missing() {
    try {
      Programs.folder(MODULE);
      return Optional.empty();
    } catch (ClusterException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Returns Prometheus' tool for its files. */
  public static Path promtool() {
    return Programs.folder(MODULE).resolve("promtool");
  }

  /** Begins to describe how Prometheus' container of a template is to run. */
  static ContainerProcess.Builder container(PodTemplateSpec template) {
    return ContainerProcess.of(template, Component.PROMETHEUS.label())
        .program(PROGRAM, Programs.folder(MODULE).resolve(MODULE))
        .program(PROMTOOL, promtool())
        .imageEntrypoint(PROGRAM)
        .imageEnv(Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
  }
}
