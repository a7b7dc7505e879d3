package com.torrust.operator.prometheus;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Yaml;
import com.torrust.operator.tracker.TrackerPorts;
import com.torrust.operator.tracker.TrackerTokenSecret;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.OwnedChild;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;

/**
 * The ConfigMap with Prometheus' configuration file, which Prometheus reloads by itself.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/">
 *     Prometheus configuration</a>
 */
public final class PrometheusConfigMap extends OwnedChild<ConfigMap> {

  static final String FILE = "prometheus.yml";

  /** Where the Secret with the token of the tracker's API is mounted. */
  static final String TOKEN_DIR = "/etc/torrust/tracker-token";

  /** Creates the child. */
  public PrometheusConfigMap() {
    super(ConfigMap.class, Component.PROMETHEUS);
  }

  @Override
  public ConfigMap desired(Inputs inputs) {
    return new ConfigMapBuilder()
        .withMetadata(metadata(inputs))
        .addToData(FILE, file(inputs))
        .build();
  }

  private static String file(Inputs inputs) {
    final String target = inputs.names().of(Component.TRACKER) + ":" + TrackerPorts.API;
    return Yaml.of(
        new Config(
            new Global(inputs.spec().prometheus().scrapeInterval()),
            List.of(
                ScrapeConfig.ofTracker("tracker_stats", "/api/v1/stats", target),
                ScrapeConfig.ofTracker("tracker_metrics", "/api/v1/metrics", target))));
  }

  private record Config(
      Global global, @JsonProperty("scrape_configs") List<ScrapeConfig> scrapeConfigs) {}

  private record Global(@JsonProperty("scrape_interval") String scrapeInterval) {}

  private record ScrapeConfig(
      @JsonProperty("job_name") String jobName,
      @JsonProperty("metrics_path") String metricsPath,
      Map<String, List<String>> params,
      Authorization authorization,
      @JsonProperty("static_configs") List<StaticConfig> staticConfigs) {

    /** The names of the jobs are those that the dashboards of Torrust's deployer select by. */
    static ScrapeConfig ofTracker(String job, String path, String target) {
      return new ScrapeConfig(
          job,
          path,
          Map.of("format", List.of("prometheus")),
          new Authorization("Bearer", TOKEN_DIR + "/" + TrackerTokenSecret.KEY),
          List.of(new StaticConfig(List.of(target))));
    }
  }

  private record Authorization(
      String type, @JsonProperty("credentials_file") String credentialsFile) {}

  private record StaticConfig(List<String> targets) {}
}
