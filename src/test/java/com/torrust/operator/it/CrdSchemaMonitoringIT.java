package com.torrust.operator.it;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Prometheus and Grafana. */
@WithOperator
class CrdSchemaMonitoringIT extends CrdSchema {

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(
            "a Secret's bad name", full("  grafana: {adminSecret: {name: a/b}}\n"), "should match"),
        arguments(
            "Grafana without Prometheus",
            full("  prometheus: {enabled: false}\n"),
            "Grafana shows what Prometheus stores"),
        wiring("GF_SERVER_ROOT_URL", "spec.hostname"),
        wiring("GF_SERVER_ENFORCE_DOMAIN", "spec.hostname"),
        wiring("GF_SERVER_HTTP_PORT", "spec.exposure.tls"),
        wiring("GF_LIVE_MAX_CONNECTIONS", "spec.grafana.live.maxConnections"),
        wiring("GF_LIVE_ALLOWED_ORIGINS__FILE", "spec.grafana.live"),
        wiring("GF_SECURITY_ADMIN_PASSWORD", "spec.grafana.adminSecret"),
        wiring("GF_SECURITY_ADMIN_PASSWORD__FILE", "spec.grafana.adminSecret"),
        wiring("GF_AUTH_BASIC_ENABLED", "the operator signs in with it"),
        wiring("GF_METRICS_ENABLED", "everything below / is public"),
        wiring("GF_PATHS_PROVISIONING", "torrust.com/dashboards"),
        wiring("GF_DATABASE_URL", "spec.grafana.storage"),
        arguments(
            "one variable twice",
            full("  grafana: {env: [{name: A, value: x}, {name: A, value: y}]}\n"),
            "Duplicate value"),
        arguments(
            "the long name of a variable",
            full("  grafana: {env: [{name: " + "A".repeat(129) + ", value: x}]}\n"),
            "may not be more than 128"),
        arguments(
            "zero sockets",
            full("  grafana: {live: {maxConnections: 0}}\n"),
            "greater than or equal to 1"),
        arguments(
            "retention as large as the volume",
            full("  prometheus: {retention: {size: 20Gi}, storage: {size: 20Gi}}\n"),
            "size must be less than storage.size"),
        arguments(
            "retention larger than the default volume",
            full("  prometheus: {retention: {size: 20Gi}}\n"),
            "size must be less than storage.size"),
        arguments(
            "scrape interval", full("  prometheus: {scrapeInterval: often}\n"), "should match"),
        arguments(
            "scrape interval too long",
            full("  prometheus: {scrapeInterval: 1h}\n"),
            "must be at most 2m"),
        arguments(
            "Alertmanager without scheme",
            full("  prometheus: {alertmanagers: ['alertmanager:9093']}\n"),
            "spec.prometheus.alertmanagers[0]"),
        arguments(
            "Secret without key",
            full("  prometheus: {additionalScrapeConfigsSecret: {name: a}}\n"),
            "additionalScrapeConfigsSecret.key: Required value"),
        arguments(
            "label of the operator",
            full("  prometheus: {serviceMonitor: {labels: {torrust.com/stack: a}}}\n"),
            "belong to the operator"));
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments(
            "settings of Grafana",
            full(
                "  grafana: {env: [{name: GF_ANALYTICS_REPORTING_ENABLED, value: 'true'}, {name:"
                    + " GF_SMTP_PASSWORD__FILE, value: /x}, {name: GF_SERVER_DOMAIN, value: x},"
                    + " {name: GF_LIVE_HA_ENGINE, value: x}]}\n")),
        arguments(
            "tracker only", full("  prometheus: {enabled: false}\n  grafana: {enabled: false}\n")));
  }

  private static Arguments wiring(String variable, String instead) {
    return arguments(
        variable, full("  grafana: {env: [{name: " + variable + ", value: x}]}\n"), instead);
  }
}
