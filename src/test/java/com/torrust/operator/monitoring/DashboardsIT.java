package com.torrust.operator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.controller.DetectedController;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.grafana.Dashboards;
import com.torrust.operator.tracker.TrackerTokenSecret;
import com.torrust.operator.workflow.HostnameClaims;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.StackSecrets;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every question of every panel, asked of the real Prometheus that scrapes the metrics of a
 * tracker, itself and the stand-in for Grafana.
 */
class DashboardsIT {

  private static final String TOKEN = "Secret0Token";
  private static final String WINDOW = "15s";
  private static final String SPEC =
      """
      hostname: grafana.example.test
      exposure: {tls: {issuerRef: {name: ca}}}
      prometheus: {scrapeInterval: 1s}
      """;

  /** What older trackers do not count. */
  private static final List<String> NEW = List.of("udp_tracker_server_requests_discarded_total");

  @BeforeAll
  static void needsPrometheusAndNamespaces() {
    final Optional<String> missing = RunningPrometheus.unavailable();
    assumeTrue(missing.isEmpty(), () -> "Prometheus is not run here: " + missing.get());
  }

  @ParameterizedTest
  @EnumSource
  void everyPanelHasSeries(ConfigSchema schema) {
    final Inputs inputs = inputs();
    final List<String> table = new ArrayList<>();
    try (RunningPrometheus prometheus = RunningPrometheus.start(inputs, secrets(inputs));
        TrackerExporter tracker = prometheus.tracker(schema, TOKEN)) {
      for (final Dashboards.Query query : Dashboards.queries()) {
        final String sent = query.sent(WINDOW);
        if (schema == ConfigSchema.V2 && NEW.stream().anyMatch(sent::contains)) {
          assertThat(prometheus.query(sent)).as(query.toString()).isEmpty();
        } else {
          table.add(row(query, prometheus.awaitSeries(sent)));
        }
      }
    }
    System.out.println("Panels, asked of Prometheus with the metrics of schema " + schema + ":");
    table.forEach(System.out::println);
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
    return List.of(TrackerTokenSecret.desired(inputs.stack(), TOKEN));
  }

  private static Inputs inputs() {
    final TorrustStack stack = Manifests.stackOf(SPEC);
    return new Inputs(
        stack,
        new StackSecrets("demo-grafana-admin", "", "0", List.of()),
        DetectedController.NONE,
        HostnameClaims.NONE,
        Rendering.OPERATOR,
        false);
  }
}
