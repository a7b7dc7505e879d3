package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.cluster.OnCluster;
import com.torrust.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The three forms of the operator's manifests hold the same objects. */
@OnCluster
class InstallManifestsIT {

  private static final Path FILE = Path.of("deploy/torrust-operator.yaml");

  /** Above this, kubectl cannot note the object that it applies in an annotation. */
  private static final int ANNOTATION_LIMIT = 262_144;

  private final KubernetesClient client;
  private final Shell shell;

  InstallManifestsIT(TestCluster cluster) {
    this.client = cluster.client();
    this.shell = new Shell(cluster);
  }

  @Test
  void theFileIsFreshAndSmallEnoughForApply() throws IOException {
    System.out.println(FILE + ": " + Files.size(FILE) + " bytes");

    assertThat(FILE)
        .as("after a change below deploy/ or crds/: deploy/render.sh")
        .hasContent(shell.run("kubectl kustomize deploy/cluster-wide"));
    assertThat(Files.size(FILE)).isLessThan(ANNOTATION_LIMIT);
  }

  /** One node that goes does not take both, and a cluster of one node runs both. */
  @Test
  void replicasKeepApartWhereTheyCan() throws IOException {
    final PodTemplateSpec template =
        objects(Files.readString(FILE)).values().stream()
            .filter(Deployment.class::isInstance)
            .map(object -> ((Deployment) object).getSpec().getTemplate())
            .findFirst()
            .orElseThrow();

    assertThat(template.getSpec().getTopologySpreadConstraints())
        .singleElement()
        .satisfies(
            spread -> {
              assertThat(spread.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
              assertThat(spread.getWhenUnsatisfiable()).isEqualTo("ScheduleAnyway");
              assertThat(spread.getLabelSelector().getMatchLabels())
                  .isEqualTo(template.getMetadata().getLabels());
            });
  }

  /** Helm makes namespaces itself. */
  @Test
  void theChartYieldsTheSameObjects() {
    final Map<String, Object> kustomize =
        objects(shell.run("kubectl kustomize deploy/cluster-wide"));
    kustomize.keySet().removeIf(key -> key.startsWith("Namespace "));

    assertThat(
            objects(
                shell.run(
                    "helm template torrust-operator deploy/chart --include-crds"
                        + " --namespace torrust-operator 2>/dev/null")))
        .isEqualTo(kustomize);
  }

  @Test
  void theChartYieldsTheSameObjectsForOneNamespace() {
    assertThat(
            objects(
                shell.run(
                    "helm template torrust-operator deploy/chart --namespace torrust"
                        + " --set watchNamespaces={torrust} --set ingressClasses=false"
                        + " 2>/dev/null")))
        .isEqualTo(objects(shell.run("kubectl kustomize deploy/single-namespace")));
  }

  @Test
  void theChartsServiceMonitorIsTheOneOfTheManifests() {
    final Map<String, Object> manifests = objects(shell.run("kubectl kustomize deploy/monitoring"));
    manifests.keySet().removeIf(key -> !key.startsWith("ServiceMonitor "));

    assertThat(manifests).hasSize(1);
    assertThat(
            objects(
                shell.run(
                    "helm template torrust-operator deploy/chart --namespace torrust-operator"
                        + " --set serviceMonitor.enabled=true 2>/dev/null")))
        .containsAllEntriesOf(manifests);
  }

  @Test
  void theChartRefusesUnknownValues() {
    assertThat(shell.run("! helm template torrust-operator deploy/chart --set replica=2"))
        .contains("additional properties 'replica' not allowed");
  }

  /** Everything that a value switches on, with the API server's own opinion of it. */
  @Test
  void theChartsValuesGiveWhatTheApiServerTakes() {
    final String values =
        " --set replicas=2 --set 'watchNamespaces={default,kube-public}' --set jsonLogs=true"
            + " --set networkPolicy.enabled=true --set priorityClassName=system-cluster-critical"
            + " --set imagePullSecrets[0].name=pull --set env[0].name=A --set env[0].value=B"
            + " --set nodeSelector.disk=ssd --set podAnnotations.a=b"
            + " --set image.tag=1@sha256:abc --set image.pullPolicy=Always"
            + " --set volumes[0].name=trust --set volumes[0].configMap.name=trust"
            + " --set volumeMounts[0].name=trust --set volumeMounts[0].mountPath=/trust";

    final String rendered =
        shell.run(
            "helm template torrust-operator deploy/chart --namespace default --skip-crds"
                + values
                + " 2>/dev/null | kubectl apply --dry-run=server -f -");

    assertThat(rendered)
        .contains("networkpolicy.networking.k8s.io/torrust-operator created")
        .contains("deployment.apps/torrust-operator created")
        .contains("clusterrole.rbac.authorization.k8s.io/torrust-operator-ingress-classes-default")
        .doesNotContain("clusterrole.rbac.authorization.k8s.io/torrust-operator created");
  }

  private Map<String, Object> objects(String yaml) {
    final Map<String, Object> byName = new TreeMap<>();
    final InputStream stream = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    for (final HasMetadata object : client.load(stream).items()) {
      byName.put(
          object.getKind()
              + " "
              + object.getMetadata().getNamespace()
              + "/"
              + object.getMetadata().getName(),
          object);
    }
    return byName;
  }
}
