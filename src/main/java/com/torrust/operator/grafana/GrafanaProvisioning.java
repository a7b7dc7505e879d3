package com.torrust.operator.grafana;

import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Yaml;
import com.torrust.operator.prometheus.PrometheusService;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.OwnedChild;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;

/**
 * The ConfigMap with what Grafana reads at its start: its datasource, and where dashboards lie.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/administration/provisioning/">Provision
 *     Grafana</a>
 */
public final class GrafanaProvisioning extends OwnedChild<ConfigMap> {

  static final String DATASOURCE = "datasource.yaml";
  static final String PROVIDER = "provider.yaml";

  /** Where the ConfigMap with our own dashboards is mounted. */
  static final String DASHBOARDS_DIR = "/etc/torrust/dashboards";

  /** Where the ConfigMap with those of the user is mounted. */
  static final String EXTRA_DASHBOARDS_DIR = "/etc/torrust/extra-dashboards";

  /** Creates the child. */
  public GrafanaProvisioning() {
    super(ConfigMap.class, Component.GRAFANA);
  }

  @Override
  public ConfigMap desired(Inputs inputs) {
    return new ConfigMapBuilder()
        .withMetadata(metadata(inputs))
        .addToData(DATASOURCE, datasource(inputs))
        .addToData(PROVIDER, provider())
        .build();
  }

  static String datasource(Inputs inputs) {
    return Yaml.of(
        new Datasources(
            1,
            List.of(
                new Datasource(
                    "Prometheus",
                    "prometheus",
                    "prometheus",
                    "proxy",
                    "http://"
                        + inputs.names().of(Component.PROMETHEUS)
                        + ":"
                        + PrometheusService.PORT,
                    true,
                    false,
                    new DatasourceSettings(inputs.spec().prometheus().scrapeInterval(), "POST")))));
  }

  static String provider() {
    return Yaml.of(
        new Providers(
            1,
            List.of(
                Provider.of("torrust", "Torrust Tracker", DASHBOARDS_DIR),
                Provider.of("extra", "Extra", EXTRA_DASHBOARDS_DIR))));
  }

  private record Datasources(int apiVersion, List<Datasource> datasources) {}

  private record Datasource(
      String name,
      String uid,
      String type,
      String access,
      String url,
      boolean isDefault,
      boolean editable,
      DatasourceSettings jsonData) {}

  private record DatasourceSettings(String timeInterval, String httpMethod) {}

  private record Providers(int apiVersion, List<Provider> providers) {}

  private record Provider(
      String name,
      String folder,
      String type,
      boolean allowUiUpdates,
      Map<String, String> options) {

    static Provider of(String name, String folder, String path) {
      return new Provider(name, folder, "file", true, Map.of("path", path));
    }
  }
}
