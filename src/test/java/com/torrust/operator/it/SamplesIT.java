package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The samples, with the commands of the README. */
@WithOperator
class SamplesIT {

  private final Kubectl kubectl;
  private final TestCluster cluster;

  SamplesIT(TestCluster cluster) {
    this.cluster = cluster;
    this.kubectl = new Kubectl(cluster);
  }

  @AfterEach
  void clean() {
    kubectl.run("delete", "namespace", "torrust", "--ignore-not-found", "--timeout=120s");
  }

  @Test
  void quickstartBecomesReady() {
    kubectl.run("apply", "-f", "crds");
    kubectl.run("wait", "--for=condition=Established", "crd/torruststacks.torrust.com");
    kubectl.run("apply", "-f", "samples/quickstart.yaml");
    awaitReady();

    assertThat(kubectl.run("get", "tstack", "-n", "torrust"))
        .containsPattern("NAME +READY +URL +WEBSOCKET +AGE")
        .containsPattern("demo +True +https://tracker.quickstart.test/ +Unknown");
    assertThat(kubectl.run("get", "tstack", "-A", "-o", "wide")).contains("StackAvailable");
    assertThat(kubectl.run("explain", "torruststack.spec.exposure.tls"))
        .contains("The certificate of the public hostname.")
        .contains("needed for mode CertManager");
  }

  /** The commands of the README's part on operations. */
  @Test
  void theOperationsOfTheReadmeWork() {
    kubectl.run("apply", "-f", "samples/quickstart.yaml");
    awaitReady();
    assertThat(
            kubectl.run(
                "get",
                "secret",
                "demo-grafana-admin",
                "-n",
                "torrust",
                "-o",
                "jsonpath={.data.password}"))
        .isBase64();

    patch("{\"spec\":{\"suspend\":true}}");
    kubectl.run(
        "wait", "-n", "torrust", "--for=condition=Suspended", "tstack/demo", "--timeout=60s");
    patch("{\"spec\":{\"suspend\":false}}");
    awaitReady();

    kubectl.run("delete", "tstack", "demo", "-n", "torrust");
    Sandbox.await()
        .until(() -> kubectl.run("get", "deployments", "-n", "torrust").contains("No resources"));
    kubectl.run("delete", "pvc,secret", "-n", "torrust", "-l", "torrust.com/stack=demo");
    assertThat(kubectl.run("get", "pvc", "-n", "torrust")).contains("No resources");
  }

  /** The commands of the README for a backup, but for the one that runs in a simulated pod. */
  @Test
  void theVolumeOfTheTrackerCanBeCopied() {
    kubectl.run("apply", "-f", "samples/quickstart.yaml");
    awaitReady();

    patch("{\"spec\":{\"suspend\":true}}");
    kubectl.run(
        "wait", "tstack/demo", "-n", "torrust", "--for=condition=Suspended", "--timeout=60s");
    kubectl.run("scale", "deployment", "demo-tracker", "-n", "torrust", "--replicas=0");
    kubectl.run(
        "wait",
        "pod",
        "-n",
        "torrust",
        "-l",
        "torrust.com/stack=demo,app.kubernetes.io/component=tracker",
        "--for=delete",
        "--timeout=120s");
    kubectl.run("apply", "-f", "samples/volume-copy.yaml");
    kubectl.run(
        "wait", "pod/volume-copy", "-n", "torrust", "--for=condition=Ready", "--timeout=120s");
    assertThat(kubectl.run("get", "deployment", "demo-tracker", "-n", "torrust"))
        .as("the operator leaves it stopped")
        .contains("0/0");
    kubectl.run("delete", "pod", "volume-copy", "-n", "torrust");
    patch("{\"spec\":{\"suspend\":false}}");
    awaitReady();
  }

  @Test
  void theTrackerIsUpgradedAcrossSchemas() {
    kubectl.run("apply", "-f", "samples/quickstart.yaml");
    upgrade("3.0.0", "2.0.0");
    assertThat(config()).contains("metadata.schema_version = '2.0.0'");

    upgrade("develop", "3.0.0");

    assertThat(config()).contains("metadata.schema_version = '3.0.0'");
    assertThat(
            kubectl.run(
                "get", "tstack", "demo", "-n", "torrust", "-o", "jsonpath={.status.configSchema}"))
        .isEqualTo("3.0.0");
  }

  private void upgrade(String tag, String schema) {
    patch(
        "{\"spec\":{\"tracker\":{\"image\":\"torrust/tracker:"
            + tag
            + "\",\"configSchema\":\""
            + schema
            + "\"}}}");
    Sandbox.await().until(() -> config().contains("'" + schema + "'"));
    awaitReady();
  }

  private String config() {
    return kubectl.run(
        "get", "configmap", "demo-tracker", "-n", "torrust", "-o", "jsonpath={.data}");
  }

  private void awaitReady() {
    awaitReady("demo");
  }

  private void awaitReady(String stack) {
    kubectl.run(
        "wait",
        "-n",
        "torrust",
        "--for=condition=Ready",
        "torruststack/" + stack,
        "--timeout=300s");
  }

  private void patch(String change) {
    kubectl.run("patch", "tstack", "demo", "-n", "torrust", "--type=merge", "-p", change);
  }

  @Test
  void fullBecomesReadyWithEveryField() {
    kubectl.run("create", "namespace", "torrust");
    kubectl.run("label", "namespace", "torrust", "pod-security.kubernetes.io/enforce=restricted");
    kubectl.run("apply", "-f", "samples/full.yaml");
    awaitReady("full");

    assertThat(
            cluster
                .client()
                .configMaps()
                .inNamespace("torrust")
                .withName("full-grafana-extra-dashboards")
                .get()
                .getData())
        .containsOnlyKeys("own-dashboards_seeders.json");
    final Deployment tracker =
        cluster.client().apps().deployments().inNamespace("torrust").withName("full-tracker").get();
    assertThat(tracker.getSpec().getTemplate().getMetadata().getLabels())
        .containsEntry("team", "trackers");
    assertThat(
            cluster
                .client()
                .resources(TorrustStack.class)
                .inNamespace("torrust")
                .withName("full")
                .get()
                .getStatus()
                .adminSecretName())
        .isEqualTo("grafana-login");
  }

  @Test
  void aPrivateTrackerWithMySqlBecomesReady() {
    kubectl.run("apply", "-f", "samples/private-mysql.yaml");
    awaitReady("keyed");

    assertThat(kubectl.run("get", "pvc,service", "-n", "torrust", "-o", "name"))
        .doesNotContain("persistentvolumeclaim/keyed-tracker", "service/keyed-tracker-udp");
  }

  @Test
  void eachUdpListenerHasAHostnameOfItsOwn() {
    kubectl.run("apply", "-f", "samples/udp-listeners.yaml");
    awaitReady("many");

    assertThat(
            kubectl.run(
                "get",
                "tstack",
                "many",
                "-n",
                "torrust",
                "-o",
                "jsonpath={range .status.dnsHints[*]}{.hostname}{\": \"}{.txt}{\"\\n\"}{end}"))
        .contains(
            "many.quickstart.test: BITTORRENT TCP:443\n",
            "udp1.quickstart.test: BITTORRENT UDP:6969\n",
            "udp2.quickstart.test: BITTORRENT UDP:6868\n");
    assertThat(kubectl.run("get", "service", "-n", "torrust", "-o", "name"))
        .contains("service/many-tracker-public", "service/many-tracker-quiet");
  }

  @Test
  void aPortOfTheNodeBecomesReady() {
    kubectl.run("apply", "-f", "samples/host-port.yaml");
    awaitReady("node");

    assertThat(kubectl.run("get", "service", "-n", "torrust", "-o", "name"))
        .doesNotContain("node-tracker-udp");
  }

  /** It names a public host and a public certificate authority, so nothing of it is stored. */
  @Test
  void liveIsAccepted() {
    kubectl.run("create", "namespace", "torrust");

    assertThat(kubectl.run("apply", "--dry-run=server", "-f", "samples/torrust-live.yaml"))
        .contains("torruststack.torrust.com/live created (server dry run)");
  }

  /** The Gateway that it names is not there, so nobody takes its route. */
  @Test
  void gatewayWaitsForItsGateway() {
    kubectl.run("apply", "-f", "samples/gateway.yaml");

    Sandbox.await()
        .untilAsserted(
            () ->
                assertThat(kubectl.run("get", "tstack", "-n", "torrust", "-o", "wide"))
                    .containsPattern(
                        "routed +False +https://tracker.gateway.test/"
                            + ".* (GatewayApiMissing|RouteIgnored)"));
  }
}
