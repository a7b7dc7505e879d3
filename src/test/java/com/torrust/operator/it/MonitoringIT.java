package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.cluster.Programs;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.ingress.Definitions;
import com.torrust.operator.kube.Component;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prometheus of the stack, and the ServiceMonitors for one of the user's. */
@WithOperator
class MonitoringIT {

  private static final String OFF = "  grafana: {enabled: false}\n  prometheus: {enabled: false";
  private static final String FURTHER =
      "  prometheus: {additionalScrapeConfigsSecret: {name: further, key: jobs}}\n";

  @Test
  void switchedOffNothingOfItIsLeftButItsData(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    assertThat(grafanaMetrics(sandbox)).isEqualTo("true");
    assertThat(sandbox.object(Secret.class, "demo-grafana-metrics").get()).isNotNull();

    sandbox.apply(OFF + "}\n");
    assertThat(sandbox.awaitReady().getStatus().condition("PrometheusAvailable")).isEmpty();
    List.of(ConfigMap.class, Deployment.class, Service.class, NetworkPolicy.class)
        .forEach(kind -> awaitGone(kind, sandbox));
    assertThat(sandbox.object(PersistentVolumeClaim.class, "demo-prometheus").get()).isNotNull();
    assertThat(sandbox.object(Secret.class, "demo-grafana-metrics").get()).isNotNull();

    sandbox.apply("");
    sandbox.awaitReady();
    assertThat(grafanaMetrics(sandbox)).isEqualTo("true");
    assertThat(sandbox.object(Deployment.class, "demo-prometheus").get()).isNotNull();
  }

  @Test
  void scrapeConfigurationsThatAreMissingOrBrokenStopNothingElse(
      Sandbox sandbox, Resyncs resyncs) {
    sandbox.apply(FURTHER);
    assertThat(sandbox.awaitReason("PrometheusAvailable", "SecretMissing").message())
        .contains("Secret further, named by spec.prometheus.additionalScrapeConfigsSecret");
    Sandbox.await()
        .until(
            () ->
                sandbox
                        .object(Deployment.class, "demo-prometheus")
                        .get()
                        .getStatus()
                        .getAvailableReplicas()
                    == 1);

    further("other", "x", sandbox);
    assertThat(sandbox.awaitReason("PrometheusAvailable", "SecretIncomplete").message())
        .contains("no value for jobs");

    further("jobs", "- job_name: s3cret\n", sandbox);
    final Condition broken = sandbox.awaitReason("PrometheusAvailable", "ScrapeConfigsInvalid");
    assertThat(broken.message()).contains("key jobs of Secret further").doesNotContain("s3cret");
    Sandbox.await().until(() -> !file(sandbox).contains("scrape_config_files"));

    further("jobs", "scrape_configs: [{job_name: node}]\n", sandbox);
    sandbox.awaitReady();
    assertThat(file(sandbox)).contains("scrape_config_files");
    assertThat(resyncs.writes()).isEmpty();
  }

  @Test
  void serviceMonitorsComeWithPrometheusOperatorAndKeepNothingFromReady(
      Sandbox sandbox, Resyncs resyncs, TestCluster cluster) {
    assumeFalse(
        cluster.client().supports(ServiceMonitor.class), "the cluster has Prometheus Operator");
    sandbox.apply("  prometheus: {serviceMonitor: {}}\n");
    sandbox.awaitReady();
    final Condition missing = sandbox.awaitReason("Monitored", "PrometheusOperatorMissing");
    assertThat(missing.status()).isEqualTo("Unknown");

    final Definitions definitions =
        Definitions.of(
            cluster.client(),
            Programs.folder("prometheus-operator").resolve("servicemonitors.yaml"));
    final Instant installed = Instant.now();
    try {
      definitions.install();
      assertThat(sandbox.awaitReason("Monitored", "ServiceMonitorsWritten").message())
          .contains("demo-tracker", "demo-grafana");
      final Duration waited = Duration.between(installed, Instant.now());
      System.out.println(
          "Prometheus Operator's arrival to Monitored: " + waited.toSeconds() + " s");
      assertThat(waited).isLessThan(Duration.ofSeconds(60));
      assertThat(resyncs.writes()).isEmpty();

      sandbox.apply(OFF + ", serviceMonitor: {labels: {release: a}}}\n");
      sandbox.awaitReady();
      Sandbox.await()
          .until(() -> sandbox.object(ServiceMonitor.class, "demo-grafana").get() == null);
      assertThat(
              sandbox.object(ServiceMonitor.class, "demo-tracker").get().getMetadata().getLabels())
          .containsEntry("release", "a");

      sandbox.apply("");
      assertThat(sandbox.awaitReady().getStatus().condition("Monitored")).isEmpty();
      Sandbox.await()
          .until(() -> sandbox.object(ServiceMonitor.class, "demo-tracker").get() == null);
    } finally {
      definitions.remove();
    }
  }

  private static void further(String key, String value, Sandbox sandbox) {
    sandbox.secret("further", Map.of(key, value));
  }

  private static String file(Sandbox sandbox) {
    return sandbox.object(ConfigMap.class, "demo-prometheus").get().getData().get("prometheus.yml");
  }

  private static String grafanaMetrics(Sandbox sandbox) {
    return sandbox.container(Component.GRAFANA).getEnv().stream()
        .filter(variable -> variable.getName().equals("GF_METRICS_ENABLED"))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static void awaitGone(Class<? extends HasMetadata> kind, Sandbox sandbox) {
    Sandbox.await()
        .alias(kind.getSimpleName() + " is gone")
        .until(() -> sandbox.object(kind, "demo-prometheus").get() == null);
  }
}
