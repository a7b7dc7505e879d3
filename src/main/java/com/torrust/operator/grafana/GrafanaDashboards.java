package com.torrust.operator.grafana;

import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Names;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.OwnedChild;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The ConfigMap with Grafana's dashboards, which Grafana reads again by itself. */
public final class GrafanaDashboards extends OwnedChild<ConfigMap> {

  private static final String OVERVIEW = "overview.json";

  private final String overview = resource("/dashboards/" + OVERVIEW);

  /** Creates the child. */
  public GrafanaDashboards() {
    super(ConfigMap.class, Component.GRAFANA);
  }

  @Override
  protected String name(Names names) {
    return names.grafanaDashboards();
  }

  @Override
  public ConfigMap desired(Inputs inputs) {
    return new ConfigMapBuilder()
        .withMetadata(metadata(inputs))
        .addToData(OVERVIEW, overview)
        .build();
  }

  private static String resource(String path) {
    try (InputStream in = GrafanaDashboards.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
