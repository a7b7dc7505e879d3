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
  void quickstartBecomesReady(Operator operator) {
    kubectl.run("apply", "-f", "crds");
    kubectl.run("wait", "--for=condition=Established", "crd/torruststacks.torrust.com");
    kubectl.run("apply", "-f", "samples/quickstart.yaml");
    kubectl.run(
        "wait", "-n", "torrust", "--for=condition=Ready", "torruststack/demo", "--timeout=300s");

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
  void theOperationsOfTheReadmeWork(Operator operator) {
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

    kubectl.run("patch", "tstack", "demo", "-n", "torrust", "--type=merge", "-p", suspended(true));
    kubectl.run(
        "wait", "-n", "torrust", "--for=condition=Suspended", "tstack/demo", "--timeout=60s");
    kubectl.run("patch", "tstack", "demo", "-n", "torrust", "--type=merge", "-p", suspended(false));
    awaitReady();

    kubectl.run("delete", "tstack", "demo", "-n", "torrust");
    Sandbox.await()
        .until(() -> kubectl.run("get", "deployments", "-n", "torrust").contains("No resources"));
    kubectl.run("delete", "pvc,secret", "-n", "torrust", "-l", "torrust.com/stack=demo");
    assertThat(kubectl.run("get", "pvc", "-n", "torrust")).contains("No resources");
  }

  private void awaitReady() {
    kubectl.run(
        "wait", "-n", "torrust", "--for=condition=Ready", "torruststack/demo", "--timeout=300s");
  }

  private static String suspended(boolean suspend) {
    return "{\"spec\":{\"suspend\":" + suspend + "}}";
  }

  @Test
  void fullBecomesReadyWithEveryField(Operator operator) {
    kubectl.run("create", "namespace", "torrust");
    kubectl.run("label", "namespace", "torrust", "pod-security.kubernetes.io/enforce=restricted");
    kubectl.run("apply", "-f", "samples/full.yaml");
    kubectl.run(
        "wait", "-n", "torrust", "--for=condition=Ready", "torruststack/full", "--timeout=300s");

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

  /** It names a public host and a public certificate authority, so nothing of it is stored. */
  @Test
  void liveIsAccepted(Operator operator) {
    kubectl.run("create", "namespace", "torrust");

    assertThat(kubectl.run("apply", "--dry-run=server", "-f", "samples/torrust-live.yaml"))
        .contains("torruststack.torrust.com/live created (server dry run)");
  }

  /** The Gateway that it names is not there, so nobody takes its route. */
  @Test
  void gatewayWaitsForItsGateway(Operator operator) {
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
