package com.torrust.operator.prometheus;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.torrust.operator.kube.Yaml;
import com.torrust.operator.tracker.TrackerSchema;
import com.torrust.operator.workflow.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The file with the alerting rules. It asks only for metrics that trackers of both configuration
 * schemas have.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/">
 *     Alerting rules</a>
 */
final class AlertRules {

  private static final String TRACKER = "up{job=~\"tracker_(stats|metrics)\"}";

  private static final String STORED =
      """
      prometheus_tsdb_storage_blocks_bytes
        + prometheus_tsdb_wal_storage_size_bytes
        + prometheus_tsdb_head_chunks_storage_size_bytes""";

  private AlertRules() {}

  /** Returns the text of the file. */
  static String file(Inputs inputs) {
    final List<Group> groups = new ArrayList<>();
    if (TrackerSchema.hasMetrics(inputs.spec().tracker())) {
      groups.add(new Group("tracker", tracker()));
    }
    groups.add(new Group("monitoring", monitoring(inputs.prometheusBytes())));
    return Yaml.of(Map.of("groups", groups));
  }

  private static List<Rule> tracker() {
    return List.of(
        Rule.critical(
            "TorrustTrackerDown",
            "max(" + TRACKER + ") == 0",
            "5m",
            "No metrics come from the tracker",
            "The tracker does not run, does not answer on its API, refuses the token, or is a"
                + " release 3.x, which has no metrics. See the job in Prometheus' targets."),
        Rule.warning(
            "TorrustTrackerScrapeFailing",
            TRACKER + " == 0 and on() max(" + TRACKER + ") == 1",
            "15m",
            "Job {{ $labels.job }} gets no metrics from the tracker",
            "Another job does, so the tracker runs. See the error of the job in Prometheus'"
                + " targets."),
        Rule.warning(
            "TorrustTrackerWithoutAnnounces",
            """
            rate(tcp4_announces_handled[15m])
              + rate(tcp6_announces_handled[15m])
              + rate(udp4_announces_handled[15m])
              + rate(udp6_announces_handled[15m])
              == 0""",
            "15m",
            "Nobody announces to the tracker",
            "For half an hour no announce has reached the tracker. See the addresses of its"
                + " Services, the firewall and the stack's endpoints."),
        Rule.warning(
            "TorrustTrackerErrors",
            share("udp_tracker_server_errors_total", "0.25"),
            "15m",
            "UDP port {{ $labels.server_binding_port }} answers many requests with an error",
            "{{ $value | humanizePercentage }} of the requests are answered with an error. Clients"
                + " with stale connection ids cause it, as does a load balancer that spreads the"
                + " packets of one client."),
        Rule.warning(
            "TorrustTrackerBans",
            share("udp_tracker_server_requests_banned_total", "0.5"),
            "15m",
            "UDP port {{ $labels.server_binding_port }} ignores most requests",
            "{{ $value | humanizePercentage }} of the requests come from banned addresses. When"
                + " peers arrive with the address of a node or proxy, they are banned together: see"
                + " externalTrafficPolicy of the Service."));
  }

  private static List<Rule> monitoring(long volumeBytes) {
    return List.of(
        Rule.warning(
            "TorrustPrometheusStorageNearRetentionSize",
            STORED + "\n  > 0.9 * (prometheus_tsdb_retention_limit_bytes > 0)",
            "1h",
            "Prometheus has nearly as many samples as it may keep",
            "{{ $value | humanize1024 }}B are stored. The oldest samples go before their retention"
                + " time is over: raise storage.size and retention.size, or lower retention.time."),
        Rule.critical(
            "TorrustPrometheusVolumeNearlyFull",
            STORED + "\n  > 0.9 * " + volumeBytes,
            "15m",
            "Prometheus' volume is nearly full",
            "{{ $value | humanize1024 }}B are stored. Prometheus ends when its volume is full:"
                + " lower retention.size or raise storage.size."),
        Rule.warning(
            "TorrustPrometheusConfigurationRefused",
            "prometheus_config_last_reload_successful == 0",
            "5m",
            "Prometheus does not take its configuration",
            "It goes on with the former one until it restarts, and then does not start. See its"
                + " log; additional scrape configurations are the likely cause."),
        Rule.warning(
            "TorrustGrafanaDown",
            "up{job=\"grafana\"} == 0",
            "5m",
            "No metrics come from Grafana",
            "Grafana does not run, or refuses the password for its metrics."));
  }

  /** Ports with too many requests of a kind; a single odd client of a quiet port is no news. */
  private static String share(String metric, String limit) {
    final String received = perPort("udp_tracker_server_requests_received_total");
    return perPort(metric)
        + "\n  / "
        + received
        + "\n  > "
        + limit
        + "\n  and "
        + received
        + " > 1";
  }

  private static String perPort(String counter) {
    return "sum by (server_binding_port) (rate(" + counter + "[10m]))";
  }

  private record Group(String name, List<Rule> rules) {}

  private record Rule(
      String alert,
      String expr,
      @JsonProperty("for") String since,
      Map<String, String> labels,
      Annotations annotations) {

    static Rule critical(
        String alert, String expr, String since, String summary, String description) {
      return of("critical", alert, expr, since, summary, description);
    }

    static Rule warning(
        String alert, String expr, String since, String summary, String description) {
      return of("warning", alert, expr, since, summary, description);
    }

    private static Rule of(
        String severity,
        String alert,
        String expr,
        String since,
        String summary,
        String description) {
      return new Rule(
          alert, expr, since, Map.of("severity", severity), new Annotations(summary, description));
    }
  }

  private record Annotations(String summary, String description) {}
}
