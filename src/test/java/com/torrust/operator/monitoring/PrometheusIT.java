package com.torrust.operator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.controller.DetectedController;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.tracker.TrackerTokenSecret;
import com.torrust.operator.workflow.HostnameClaims;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.StackSecrets;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real Prometheus, with the very arguments and files that the operator renders for it. */
class PrometheusIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TOKEN = "Secret0Token";
  private static final String SPEC =
      """
      hostname: grafana.example.test
      exposure: {tls: {issuerRef: {name: ca}}}
      prometheus: {scrapeInterval: 1s}
      """;

  @BeforeAll
  static void needsPrometheusAndNamespaces() {
    final Optional<String> missing = RunningPrometheus.unavailable();
    assumeTrue(missing.isEmpty(), () -> "Prometheus is not run here: " + missing.get());
  }

  @Test
  void scrapesATrackerThatDemandsTheToken() {
    final Inputs inputs = inputs(SPEC);
    try (RunningPrometheus prometheus = RunningPrometheus.start(inputs, secrets(inputs));
        TrackerExporter tracker = prometheus.tracker(ConfigSchema.V3, TOKEN)) {
      prometheus.awaitSeries("up{job='tracker_metrics'} == 1");
      prometheus.awaitSeries("up{job='tracker_stats'} == 1");

      assertThat(prometheus.value("seeders")).hasValue(340.0);
      assertThat(
              prometheus.value(
                  "sum(swarm_coordination_registry_peer_connections_total{peer_role='seeder'})"))
          .hasValue(340.0);
      final String rate =
          "sum(rate(udp_tracker_server_requests_received_total{server_binding_port='6969'}[10s]))";
      await(rate)
          .atMost(LIMIT)
          .until(() -> prometheus.value(rate), value -> value.filter(v -> v > 80).isPresent());
    }
  }

  @Test
  void aWrongTokenIsSeen() {
    final Inputs inputs = inputs(SPEC);
    try (RunningPrometheus prometheus = RunningPrometheus.start(inputs, secrets(inputs));
        TrackerExporter tracker = prometheus.tracker(ConfigSchema.V3, "another")) {
      prometheus.awaitSeries("up{job='tracker_metrics'} == 0");

      assertThat(prometheus.query("seeders")).isEmpty();
      assertThat(prometheus.get("/api/v1/targets").toString()).contains("500");
    }
  }

  private static List<Secret> secrets(Inputs inputs) {
    return List.of(TrackerTokenSecret.desired(inputs.stack(), TOKEN));
  }

  private static Inputs inputs(String spec) {
    final TorrustStack stack = Manifests.stackOf(spec);
    return new Inputs(
        stack,
        new StackSecrets("demo-grafana-admin", "", "0", List.of()),
        DetectedController.NONE,
        HostnameClaims.NONE,
        Rendering.OPERATOR,
        false);
  }
}
