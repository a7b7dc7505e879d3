package com.torrust.operator.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.workflow.Inputs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is told that a tracker is down which cannot say that it is up. */
class TrackerWithoutMetricsTest {

  private static final String SPEC =
      """
      hostname: demo.test
      tracker: {image: 'torrust/tracker%s'}
      prometheus: {serviceMonitor: {}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {":3.0.0", ":v3.0.0", ":3", ":3.0.0', configSchema: '2.0.0"})
  void aReleaseHasNeitherJobsNorAlerts(String image) {
    assertThat(files(image))
        .allSatisfy((name, text) -> assertThat(text).doesNotContain("tracker_", "TorrustTracker"))
        .hasEntrySatisfying(
            PrometheusConfigMap.FILE,
            text -> assertThat(text).contains("job_name: prometheus", "job_name: grafana"))
        .hasEntrySatisfying(
            PrometheusConfigMap.ALERTS, text -> assertThat(text).contains("TorrustGrafanaDown"));
    assertThat(monitors(image)).containsExactly("demo-grafana");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":develop",
        ":latest', configSchema: '2.0.0",
        "@sha256:01', configSchema: '2.0.0",
        ":3.0.0', configSchema: '3.0.0"
      })
  void anyOtherHasBoth(String image) {
    assertThat(files(image).get(PrometheusConfigMap.FILE))
        .contains("job_name: tracker_stats", "job_name: tracker_metrics");
    assertThat(files(image).get(PrometheusConfigMap.ALERTS)).contains("TorrustTrackerDown");
    assertThat(monitors(image)).containsExactly("demo-tracker", "demo-grafana");
  }

  private static Map<String, String> files(String image) {
    return new PrometheusConfigMap().desired(inputs(image)).getData();
  }

  private static List<String> monitors(String image) {
    return new PrometheusServiceMonitors()
        .desired(inputs(image)).stream().map(monitor -> monitor.getMetadata().getName()).toList();
  }

  private static Inputs inputs(String image) {
    return Rendering.inputs(Manifests.stackOf(SPEC.formatted(image)));
  }
}
