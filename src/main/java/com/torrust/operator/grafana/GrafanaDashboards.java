package com.torrust.operator.grafana;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The ConfigMap with our own dashboards, which Grafana reads again by itself. */
public final class GrafanaDashboards extends OwnedChild<ConfigMap> {

  /** Uids of these dashboards, which no other one may have. */
  static final Set<String> UIDS =
      Set.of("torrust-http", "torrust-monitoring", "torrust-overview", "torrust-udp");

  private static final List<String> FILES =
      List.of("http.json", "monitoring.json", "overview.json", "udp.json");

  private final Map<String, String> dashboards =
      FILES.stream().collect(toUnmodifiableMap(identity(), GrafanaDashboards::resource));

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
        .withData(new TreeMap<>(dashboards))
        .build();
  }

  private static String resource(String file) {
    try (InputStream in = GrafanaDashboards.class.getResourceAsStream("/dashboards/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
