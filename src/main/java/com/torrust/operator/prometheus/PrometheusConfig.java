package com.torrust.operator.prometheus;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.torrust.operator.grafana.GrafanaMetricsSecret;
import com.torrust.operator.grafana.GrafanaService;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Yaml;
import com.torrust.operator.tracker.TrackerPorts;
import com.torrust.operator.tracker.TrackerTokenSecret;
import com.torrust.operator.workflow.Inputs;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Prometheus' configuration file. Passwords stand in files that Prometheus reads at each scrape, so
 * that neither its pages nor its ConfigMap show them.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/">
 *     Prometheus configuration</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PrometheusConfig(
    Global global,
    @JsonProperty("rule_files") List<String> ruleFiles,
    Alerting alerting,
    @JsonProperty("scrape_config_files") List<String> scrapeConfigFiles,
    @JsonProperty("scrape_configs") List<ScrapeConfig> scrapeConfigs) {

  /** Where the Secret with the token of the tracker's API is mounted. */
  static final String TOKEN_DIR = "/etc/torrust/tracker-token";

  /** Where the Secret for Grafana's metrics is mounted. */
  static final String GRAFANA_DIR = "/etc/torrust/grafana-metrics";

  /** Where the user's Secret with further jobs is mounted. */
  static final String JOBS_DIR = "/etc/torrust/scrape-configs";

  /** The file there. */
  static final String JOBS_FILE = "scrape-configs.yml";

  private static final String ITSELF = "prometheus";
  private static final String GRAFANA = "grafana";

  /** The names of the jobs that a stack may have. */
  static final List<String> JOBS =
      Stream.concat(TrackerJob.ALL.stream().map(TrackerJob::name), Stream.of(ITSELF, GRAFANA))
          .toList();

  /** Returns the text of the file. */
  static String file(Inputs inputs) {
    return Yaml.of(
        new PrometheusConfig(
            new Global(
                inputs.spec().prometheus().scrapeInterval(),
                new TreeMap<>(
                    Map.of(
                        "namespace",
                        inputs.stack().getMetadata().getNamespace(),
                        "torrust_stack",
                        inputs.names().stack()))),
            List.of(PrometheusConfigMap.ALERTS),
            Alerting.of(inputs.spec().prometheus().alertmanagers()),
            scrapeConfigFiles(inputs),
            scrapeConfigs(inputs)));
  }

  private static List<String> scrapeConfigFiles(Inputs inputs) {
    return inputs.spec().prometheus().additionalScrapeConfigsSecret() == null
            || inputs.secrets().scrapeConfigsBroken()
        ? null
        : List.of(JOBS_DIR + "/" + JOBS_FILE);
  }

  private static List<ScrapeConfig> scrapeConfigs(Inputs inputs) {
    final List<ScrapeConfig> jobs = new ArrayList<>();
    TrackerJob.of(inputs).forEach(job -> jobs.add(ScrapeConfig.ofTracker(job, inputs)));
    jobs.add(ScrapeConfig.ofItself());
    if (inputs.spec().grafana().enabled()) {
      jobs.add(ScrapeConfig.ofGrafana(inputs));
    }
    return jobs;
  }

  /**
   * What holds for all jobs.
   *
   * @param externalLabels what tells the alerts of one stack from those of another
   */
  private record Global(
      @JsonProperty("scrape_interval") String scrapeInterval,
      @JsonProperty("external_labels") Map<String, String> externalLabels) {}

  private record Alerting(List<Alertmanager> alertmanagers) {

    static Alerting of(List<String> urls) {
      return urls.isEmpty()
          ? null
          : new Alerting(urls.stream().map(URI::create).map(Alertmanager::at).toList());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private record Alertmanager(
      String scheme,
      @JsonProperty("path_prefix") String pathPrefix,
      @JsonProperty("static_configs") List<StaticConfig> staticConfigs) {

    static Alertmanager at(URI url) {
      return new Alertmanager(
          url.getScheme(),
          url.getPath(),
          List.of(new StaticConfig(List.of(url.getRawAuthority()))));
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record ScrapeConfig(
      @JsonProperty("job_name") String jobName,
      @JsonProperty("metrics_path") String metricsPath,
      Map<String, List<String>> params,
      Authorization authorization,
      @JsonProperty("basic_auth") BasicAuth basicAuth,
      @JsonProperty("static_configs") List<StaticConfig> staticConfigs) {

    static ScrapeConfig ofTracker(TrackerJob job, Inputs inputs) {
      return new ScrapeConfig(
          job.name(),
          job.path(),
          TrackerJob.PARAMETERS,
          new Authorization("Bearer", TOKEN_DIR + "/" + TrackerTokenSecret.KEY),
          null,
          StaticConfig.of(inputs.names().of(Component.TRACKER), TrackerPorts.API));
    }

    static ScrapeConfig ofItself() {
      return new ScrapeConfig(
          ITSELF, null, null, null, null, StaticConfig.of("localhost", PrometheusService.PORT));
    }

    static ScrapeConfig ofGrafana(Inputs inputs) {
      return new ScrapeConfig(
          GRAFANA,
          null,
          null,
          null,
          new BasicAuth(
              GrafanaMetricsSecret.USER, GRAFANA_DIR + "/" + GrafanaMetricsSecret.PASSWORD),
          StaticConfig.of(inputs.names().of(Component.GRAFANA), GrafanaService.PORT));
    }
  }

  private record Authorization(
      String type, @JsonProperty("credentials_file") String credentialsFile) {}

  private record BasicAuth(String username, @JsonProperty("password_file") String passwordFile) {}

  private record StaticConfig(List<String> targets) {

    static List<StaticConfig> of(String host, int port) {
      return List.of(new StaticConfig(List.of(host + ":" + port)));
    }
  }
}
