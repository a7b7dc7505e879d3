package com.torrust.operator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.grafana.Dashboards;
import com.torrust.operator.grafana.GrafanaMetricsSecret;
import com.torrust.operator.grafana.GrafanaService;
import com.torrust.operator.ingress.GrafanaStandIn;
import com.torrust.operator.tracker.TrackerTokenSecret;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every question of every panel, asked of the real Prometheus that scrapes the metrics of a
 * tracker, itself and the stand-in for Grafana.
 */
class DashboardsIT {

  private static final String TOKEN = "Secret0Token";
  private static final String PASSWORD = "Secret0Password";
  private static final String WINDOW = "15s";
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String SPEC =
      """
      hostname: grafana.example.test
      exposure: {tls: {issuerRef: {name: ca}}}
      prometheus: {scrapeInterval: 1s}
      """;

  private static final Map<String, String> GRAFANA =
      Map.of(
          "GF_METRICS_ENABLED", "true",
          "GF_METRICS_BASIC_AUTH_USERNAME", GrafanaMetricsSecret.USER,
          "GF_METRICS_BASIC_AUTH_PASSWORD", PASSWORD);

  /** What older trackers do not count. */
  private static final List<String> NEW = List.of("udp_tracker_server_requests_discarded_total");

  @BeforeAll
  static void needsPrometheusAndNamespaces() {
    RunningPrometheus.assumePossible();
  }

  @ParameterizedTest
  @EnumSource
  void everyPanelHasSeries(ConfigSchema schema) {
    final Inputs inputs = Rendering.inputs(Manifests.stackOf(SPEC));
    final List<Dashboards.Query> queries =
        Dashboards.queries().stream().filter(query -> known(query, schema)).toList();
    try (RunningPrometheus prometheus = RunningPrometheus.start(inputs, secrets(inputs));
        TrackerExporter tracker = prometheus.tracker(schema, TOKEN);
        GrafanaStandIn grafana =
            GrafanaStandIn.start(
                prometheus.machine(GrafanaService.PORT), GRAFANA)) {
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () ->
                  assertThat(queries)
                      .allSatisfy(
                          query ->
                              assertThat(prometheus.query(query.sent(".+", WINDOW)))
                                  .as(query.toString())
                                  .isNotEmpty()));
      assertThat(Dashboards.metricsOfPorts().stream().flatMap(metric -> ports(metric, prometheus)))
          .containsExactly("7070", "7171", "6868", "6969");
      assertThat(queries.stream().filter(Dashboards.Query::hasPort))
          .hasSizeGreaterThan(10)
          .allSatisfy(
              query ->
                  assertThat(ports(query, prometheus))
                      .as(query.toString())
                      .isNotEmpty()
                      .containsOnly(busiest(query)));
      System.out.println("Panels, with the metrics of trackers of schema " + schema + ":");
      queries.stream()
          .map(query -> row(query, prometheus.query(query.sent(".+", WINDOW))))
          .forEach(System.out::println);
    }
  }

  /** What is counted by newer trackers only is asked for beside other things, never alone. */
  private static boolean known(Dashboards.Query query, ConfigSchema schema) {
    return schema == ConfigSchema.V3 || NEW.stream().noneMatch(query.expression()::contains);
  }

  /** What Grafana offers to choose from. */
  private static Stream<String> ports(String metric, RunningPrometheus prometheus) {
    final String path = "/api/v1/label/server_binding_port/values?match%5B%5D=" + metric;
    return StreamSupport.stream(prometheus.get(path).spliterator(), false).map(JsonNode::asText);
  }

  private static List<String> ports(Dashboards.Query query, RunningPrometheus prometheus) {
    return StreamSupport.stream(
            prometheus.query(query.sent(busiest(query), WINDOW)).spliterator(), false)
        .map(series -> series.at("/metric/server_binding_port").asText())
        .toList();
  }

  /** A listener for both families of addresses. */
  private static String busiest(Dashboards.Query query) {
    return query.expression().contains("http_") ? "7070" : "6969";
  }

  private static String row(Dashboards.Query query, JsonNode series) {
    final JsonNode first = series.get(0);
    return "| %s: %s | `%s` | %s%s, %d series |"
        .formatted(
            query.dashboard(),
            query.panel(),
            query.expression().replace("|", "\\|"),
            first.get("value").get(1).asText(),
            first.get("metric").isEmpty() ? "" : " " + first.get("metric"),
            series.size());
  }

  private static List<Secret> secrets(Inputs inputs) {
    return List.of(
        TrackerTokenSecret.desired(inputs.stack(), TOKEN),
        GrafanaMetricsSecret.desired(inputs.stack(), PASSWORD));
  }
}
