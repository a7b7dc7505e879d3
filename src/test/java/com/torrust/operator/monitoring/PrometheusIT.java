package com.torrust.operator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.grafana.GrafanaMetricsSecret;
import com.torrust.operator.grafana.GrafanaService;
import com.torrust.operator.prometheus.PrometheusConfigMap;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Reason;
import com.torrust.operator.tracker.TrackerTokenSecret;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real Prometheus, with the very arguments and files that the operator renders for it. */
class PrometheusIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Prometheus looks every 30 seconds whether its files have changed. */
  private static final Duration RELOAD_LIMIT = Duration.ofSeconds(60);

  private static final String TOKEN = "Secret0Token";
  private static final String PASSWORD = "Secret0Password";
  private static final String SPEC =
      """
      hostname: grafana.example.test
      exposure: {tls: {issuerRef: {name: ca}}}
      """;
  private static final String FREQUENT = SPEC + "prometheus: {scrapeInterval: 1s}\n";

  @BeforeAll
  static void needsPrometheusAndNamespaces() {
    RunningPrometheus.assumePossible();
  }

  @ParameterizedTest
  @EnumSource
  void scrapesAllThatItsRulesNeed(ConfigSchema schema) {
    try (RunningPrometheus prometheus = start(FREQUENT);
        TrackerExporter tracker = prometheus.tracker(schema, TOKEN);
        GrafanaMetrics grafana = grafana(prometheus, PASSWORD)) {
      for (final String job :
          List.of("tracker_stats", "tracker_metrics", "prometheus", "grafana")) {
        prometheus.awaitSeries("up{job='" + job + "'} == 1");
      }

      assertThat(prometheus.value("seeders")).hasValue(340.0);
      final String rate =
          "sum(rate(udp_tracker_server_requests_received_total{server_binding_port='6969'}[10s]))";
      await(rate)
          .atMost(LIMIT)
          .until(() -> prometheus.value(rate), value -> value.filter(v -> v > 80).isPresent());
      final Set<String> metrics = metricsOfRules(prometheus);
      assertThat(metrics).contains("up", "tcp4_announces_handled").hasSizeGreaterThan(8);
      assertThat(metrics)
          .allSatisfy(metric -> assertThat(prometheus.query(metric)).as(metric).isNotEmpty());
      assertThat(prometheus.get("/api/v1/alerts").get("alerts")).isEmpty();
      assertThat(prometheus.get("/api/v1/status/config").toString())
          .contains("torrust_stack: demo")
          .doesNotContain(TOKEN)
          .doesNotContain(PASSWORD);
    }
  }

  @Test
  void wrongCredentialsAreSeenAndNewOnesAreUsedAtOnce() {
    try (RunningPrometheus prometheus = start(FREQUENT);
        TrackerExporter tracker = prometheus.tracker(ConfigSchema.V3, "another");
        GrafanaMetrics grafana = grafana(prometheus, "another")) {
      prometheus.awaitSeries("up{job='tracker_metrics'} == 0");
      prometheus.awaitSeries("up{job='grafana'} == 0");

      assertThat(prometheus.query("seeders")).isEmpty();
      final String targets = prometheus.get("/api/v1/targets").toString();
      assertThat(targets).contains("status 500").contains("status 401").doesNotContain(TOKEN);

      secrets("another", "another").forEach(prometheus.container()::update);
      prometheus.awaitSeries("up{job='tracker_metrics'} == 1");
      prometheus.awaitSeries("up{job='grafana'} == 1");
    }
  }

  @Test
  void aChangedConfigurationNeedsNoRestart() {
    try (RunningPrometheus prometheus = start(SPEC)) {
      final double started = started(prometheus);
      assertThat(config(prometheus)).contains("scrape_interval: 15s").contains("grafana");

      prometheus.update(
          new PrometheusConfigMap()
              .desired(
                  inputs(
                      SPEC
                          + """
                            prometheus: {scrapeInterval: 2s, storage: {size: 20Gi}}
                            grafana: {enabled: false}
                            """)));

      await("the new configuration")
          .atMost(RELOAD_LIMIT)
          .until(() -> config(prometheus), text -> text.contains("scrape_interval: 2s"));
      assertThat(config(prometheus)).doesNotContain("job_name: grafana");
      assertThat(prometheus.get("/api/v1/rules").toString())
          .as("the size of the volume in a rule")
          .contains(Long.toString(20L << 30));
      assertThat(prometheus.container().isRunning()).isTrue();
      assertThat(started(prometheus)).isEqualTo(started);
    }
  }

  /** Why a file that plainly is none is kept from Prometheus. */
  @Test
  void furtherJobsAreReadAndABrokenFileIsSurvivedUntilARestart() {
    final String spec =
        SPEC
            + """
prometheus:
  scrapeInterval: 1s
  alertmanagers: [http://alertmanager.monitoring:9093, https://alerts.example.test/am]
  additionalScrapeConfigsSecret: {name: further, key: jobs}
""";
    final List<Secret> secrets = new ArrayList<>(secrets(TOKEN, PASSWORD));
    secrets.add(further("scrape_configs: [{job_name: node}]"));
    try (RunningPrometheus prometheus = RunningPrometheus.start(inputs(spec), secrets)) {
      // It is ready before it has made its pools of targets.
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(prometheus.get("/api/v1/scrape_pools").toString()).contains("node"));
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(
                          prometheus
                              .get("/api/v1/alertmanagers")
                              .get("activeAlertmanagers")
                              .toString())
                      .contains("http://alertmanager.monitoring:9093/api/v2/alerts")
                      .contains("https://alerts.example.test/am/api/v2/alerts"));

      prometheus.container().update(further("- job_name: node"));
      prometheus.awaitSeries("prometheus_config_last_reload_successful == 0");
      assertThat(prometheus.container().isRunning()).isTrue();

      final Failure broken =
          new Failure(
              ConditionType.PROMETHEUS_AVAILABLE, Reason.SCRAPE_CONFIGS_INVALID, "is no mapping");
      prometheus.update(new PrometheusConfigMap().desired(inputs(spec, Optional.of(broken))));
      prometheus.awaitSeries("prometheus_config_last_reload_successful == 1");
      assertThat(prometheus.get("/api/v1/scrape_pools").toString()).doesNotContain("node");
    }

    secrets.set(2, further("- job_name: node"));
    assertThatThrownBy(() -> RunningPrometheus.start(inputs(spec), secrets))
        .as("so it does not start with one")
        .hasMessageContaining("the container ended");
  }

  private static Secret further(String jobs) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("further")
        .endMetadata()
        .addToStringData("jobs", jobs)
        .build();
  }

  private static String config(RunningPrometheus prometheus) {
    return prometheus.get("/api/v1/status/config").get("yaml").asText();
  }

  private static double started(RunningPrometheus prometheus) {
    prometheus.awaitSeries("process_start_time_seconds{job='prometheus'}");
    return prometheus.value("process_start_time_seconds{job='prometheus'}").orElseThrow();
  }

  /** As Prometheus itself reads the expressions. */
  private static Set<String> metricsOfRules(RunningPrometheus prometheus) {
    final Set<String> metrics = new TreeSet<>();
    for (final JsonNode group : prometheus.get("/api/v1/rules").get("groups")) {
      for (final JsonNode rule : group.get("rules")) {
        final String query = URLEncoder.encode(rule.get("query").asText(), StandardCharsets.UTF_8);
        final JsonNode tree = prometheus.get("/api/v1/parse_query?query=" + query);
        tree.findParents("matchers")
            .forEach(selector -> metrics.add(selector.get("name").asText()));
      }
    }
    return metrics;
  }

  private static RunningPrometheus start(String spec) {
    return RunningPrometheus.start(inputs(spec), secrets(TOKEN, PASSWORD));
  }

  private static GrafanaMetrics grafana(RunningPrometheus prometheus, String password) {
    return GrafanaMetrics.start(
        prometheus.machine(GrafanaService.PORT), GrafanaMetricsSecret.USER, password);
  }

  private static List<Secret> secrets(String token, String password) {
    final TorrustStack stack = Manifests.stackOf(SPEC);
    return List.of(
        TrackerTokenSecret.desired(stack, token), GrafanaMetricsSecret.desired(stack, password));
  }

  private static Inputs inputs(String spec) {
    return inputs(spec, Optional.empty());
  }

  private static Inputs inputs(String spec, Optional<Failure> scrapeConfigs) {
    return Rendering.inputs(Manifests.stackOf(spec), scrapeConfigs, Optional.empty());
  }
}
