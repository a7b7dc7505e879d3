package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes wrong is told with its cause, and the healthy parts go on. */
@WithOperator
class FailureIT {

  @Test
  void anUnschedulablePodIsQuoted(Sandbox sandbox) {
    sandbox.apply("  grafana: {pod: {nodeSelector: {example.org/none: here}}}\n");

    final Condition grafana = sandbox.awaitReason("GrafanaAvailable", "Unschedulable");

    assertThat(grafana.message()).contains("grafana").contains("nodes are available");
    sandbox.awaitTrue("TrackerAvailable");
    assertReconciling(sandbox.stack());

    sandbox.apply("");
    sandbox.awaitReady();
  }

  @Test
  void aPendingVolumeIsNamed(Sandbox sandbox) {
    sandbox.apply("  prometheus: {storage: {storageClassName: none}}\n");

    final Condition prometheus = sandbox.awaitReason("PrometheusAvailable", "VolumePending");

    assertThat(prometheus.message()).contains("PersistentVolumeClaim demo-prometheus");
  }

  @Test
  void aBrokenImageIsQuoted(Sandbox sandbox, TestCluster cluster) {
    assumeTrue(cluster.simulated(), "patches the status of pods, which a kubelet would undo");
    sandbox.apply("");
    sandbox.awaitReady();

    pullFails(sandbox);

    final Condition grafana = sandbox.awaitReason("GrafanaAvailable", "ImagePullFailing");
    assertThat(grafana.message()).contains("ImagePullBackOff").contains("no such manifest");
    assertReconciling(sandbox.awaitCondition("Ready", c -> c.status().equals("False")));
  }

  @Test
  void aQuotaStallsTheStackUntilThereIsRoom(Sandbox sandbox) {
    final Kubectl kubectl = sandbox.kubectl();
    kubectl.run("create", "quota", "small", "--hard=pods=1", "-n", sandbox.namespace());
    // Before it is counted for the first time, pods are refused in other words.
    kubectl.run(
        "wait",
        "quota/small",
        "-n",
        sandbox.namespace(),
        "--for=jsonpath={.status.hard.pods}=1",
        "--timeout=60s");

    sandbox.apply("");

    final TorrustStack stack = sandbox.awaitTrue("Stalled");
    assertThat(stack.getStatus().condition("Ready").orElseThrow())
        .matches(c -> c.status().equals("False"))
        .matches(c -> c.reason().equals("RefusedByCluster"))
        .matches(c -> c.message().contains("exceeded quota: small"));
    assertThat(stack.getStatus().condition("Reconciling")).isEmpty();

    kubectl.run("delete", "quota", "small", "-n", sandbox.namespace());
    sandbox.object(Deployment.class, "demo-grafana").delete();
    sandbox.object(Deployment.class, "demo-prometheus").delete();
    sandbox.object(Deployment.class, "demo-tracker").delete();
    sandbox.awaitReady();
  }

  @Test
  void aRefusedVolumeIsQuoted(Sandbox sandbox) {
    sandbox
        .kubectl()
        .run("create", "quota", "disk", "--hard=requests.storage=5Gi", "-n", sandbox.namespace());

    sandbox.apply("");

    final Condition prometheus = sandbox.awaitReason("PrometheusAvailable", "RefusedByCluster");
    assertThat(prometheus.message()).contains("exceeded quota: disk");
    sandbox.awaitTrue("GrafanaAvailable");
  }

  @Test
  void aRefusedSecretIsQuotedAndTheRestGoesOn(Sandbox sandbox) {
    sandbox
        .kubectl()
        .run("create", "quota", "secrets", "--hard=count/secrets=0", "-n", sandbox.namespace());

    sandbox.apply("  exposure: {tls: {mode: Disabled}}\n");

    final Condition tracker = sandbox.awaitReason("TrackerAvailable", "RefusedByCluster");
    assertThat(tracker.message()).contains("exceeded quota: secrets");
    sandbox.awaitTrue("PrometheusAvailable");

    // No password was lost: none was made, and Grafana has kept no other.
    sandbox.kubectl().run("delete", "quota", "secrets", "-n", sandbox.namespace());
    sandbox.apply("  exposure: {tls: {mode: Disabled}}\n  tracker: {logLevel: warn}\n");
    sandbox.awaitReady();
  }

  @Test
  void aFieldThatKubernetesDoesNotKnowIsNamed(Sandbox sandbox) {
    sandbox.apply("  tracker: {pod: {tolerations: [{key: a, foo: bar}]}}\n");

    assertThat(sandbox.awaitReason("TrackerAvailable", "PodSettingsInvalid").message())
        .contains("spec.tracker.pod.tolerations[0].foo does not fit a Kubernetes Toleration");
    assertThat(sandbox.stack().getStatus().condition("Stalled")).isPresent();
  }

  @Test
  void somebodyElsesObjectIsLeftAlone(Sandbox sandbox) {
    sandbox
        .client()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(sandbox.namespace())
                .withName("demo-grafana")
                .endMetadata()
                .addToData("mine", "precious")
                .build())
        .create();

    sandbox.apply("");

    final Condition grafana = sandbox.awaitReason("GrafanaAvailable", "NameCollision");
    assertThat(grafana.message()).contains("ConfigMap demo-grafana");
    sandbox.awaitTrue("TrackerAvailable");
    assertThat(sandbox.awaitTrue("Stalled")).isNotNull();
    assertThat(sandbox.object(ConfigMap.class, "demo-grafana").get().getData())
        .isEqualTo(Map.of("mine", "precious"));

    sandbox.object(ConfigMap.class, "demo-grafana").delete();
    sandbox.awaitReady();
  }

  @Test
  void aMissingCertificateOfTheUserStalls(Sandbox sandbox) {
    sandbox.apply("  exposure: {tls: {mode: ExistingSecret, existingSecret: {name: site-tls}}}\n");

    assertThat(sandbox.awaitReason("Exposed", "SecretMissing").message()).contains("site-tls");
    assertThat(sandbox.stack().getStatus().condition("CertificateReady")).isEmpty();
  }

  @Test
  void aDeletedVolumeIsReportedAndNotReplaced(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();

    sandbox.kubectl().run("delete", "pvc/demo-tracker", "--wait=false", "-n", sandbox.namespace());
    assertThat(sandbox.awaitReason("TrackerAvailable", "VolumeTerminating").message())
        .contains("make a backup");
    sandbox
        .client()
        .pods()
        .inNamespace(sandbox.namespace())
        .withLabel("app.kubernetes.io/component", "tracker")
        .delete();

    assertThat(sandbox.awaitReason("TrackerAvailable", "VolumeLost").message())
        .contains("PersistentVolumeClaim demo-tracker");
    assertThat(sandbox.object(PersistentVolumeClaim.class, "demo-tracker").get()).isNull();

    // The way out that the message names.
    sandbox.object(Deployment.class, "demo-tracker").delete();
    sandbox.awaitReady();
  }

  @Test
  void anImageThatTellsNoSchemaStallsTheTrackerOnly(Sandbox sandbox) {
    sandbox.apply("  tracker: {image: 'torrust/tracker:latest'}\n");

    assertThat(sandbox.awaitReason("TrackerAvailable", "SchemaUnknown").message())
        .contains("torrust/tracker:latest")
        .contains("spec.tracker.configSchema");
    sandbox.awaitTrue("GrafanaAvailable");

    sandbox.apply("  tracker: {image: 'torrust/tracker:latest', configSchema: '3.0.0'}\n");
    sandbox.awaitReady();
  }

  @Test
  void podSettingsOfTheWrongShapeHarmTheirComponentOnly(Sandbox sandbox) {
    sandbox.apply("  grafana: {pod: {affinity: {nodeAffinity: nearby}}}\n");

    assertThat(sandbox.awaitReason("GrafanaAvailable", "PodSettingsInvalid").message())
        .contains("spec.grafana.pod.affinity");
    sandbox.awaitTrue("TrackerAvailable");
  }

  private static void assertReconciling(TorrustStack stack) {
    assertThat(stack.getStatus().condition("Reconciling")).isPresent();
    assertThat(stack.getStatus().condition("Stalled")).isEmpty();
  }

  /** Tries again when somebody else writes the pod meanwhile. */
  private static void pullFails(Sandbox sandbox) {
    Sandbox.await()
        .until(
            () -> {
              patchPod(sandbox);
              return true;
            });
  }

  private static void patchPod(Sandbox sandbox) {
    final Pod pod =
        sandbox
            .client()
            .pods()
            .inNamespace(sandbox.namespace())
            .withLabel("app.kubernetes.io/component", "grafana")
            .list()
            .getItems()
            .get(0);
    sandbox
        .client()
        .resource(pod)
        .editStatus(
            p -> {
              p.getStatus()
                  .setConditions(
                      List.of(
                          new PodConditionBuilder().withType("Ready").withStatus("False").build(),
                          new PodConditionBuilder()
                              .withType("ContainersReady")
                              .withStatus("False")
                              .build()));
              p.getStatus().getContainerStatuses().get(0).setReady(false);
              p.getStatus()
                  .getContainerStatuses()
                  .get(0)
                  .setState(
                      new ContainerStateBuilder()
                          .withNewWaiting()
                          .withReason("ImagePullBackOff")
                          .withMessage("Back-off pulling image: no such manifest")
                          .endWaiting()
                          .build());
              return p;
            });
  }
}
