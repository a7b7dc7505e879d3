package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.api.v1alpha1.IngressController;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The README's commands to install and uninstall the operator. The pod that they make is simulated,
 * so the operator is run as a process in its place, with a token of the pod's ServiceAccount and
 * the environment of its container.
 */
@WithOperator
class InstallIT {

  private static final String OVERRIDE =
      """
      apiVersion: torrust.com/v1alpha1
      kind: TorrustStack
      metadata: {name: %s, namespace: %s}
      spec:
        hostname: %s.%s.test
        exposure:
          ingress: {className: public%s}
          tls: {issuerRef: {name: test-ca, kind: ClusterIssuer}}
      """;

  private final TestCluster cluster;
  private final Shell shell;

  InstallIT(TestCluster cluster) {
    this.cluster = cluster;
    this.shell = new Shell(cluster);
  }

  @BeforeAll
  static void alone(Operator operator, TestCluster cluster) {
    assumeTrue(cluster.simulated(), "there is no image that this cluster's nodes could pull");
    operator.stop();
  }

  /** Leaves the cluster to the other tests as it was. */
  @AfterAll
  static void restore(TestCluster cluster) {
    OperatorExtension.applyManifests(new Kubectl(cluster));
  }

  @BeforeEach
  @AfterEach
  void clean() {
    shell.run("kubectl delete -k deploy/cluster-wide --ignore-not-found --timeout=120s");
    shell.run("kubectl delete namespace torrust elsewhere --ignore-not-found --timeout=120s");
  }

  @Test
  void oneFileInstallsAndUninstallingLeavesTheData() {
    Readme.commands("**Operator.** The one file").forEach(shell::run);

    try (OperatorProcess operator = inPlaceOfThePod("torrust-operator")) {
      assertThat(Readme.commands("**Stack.**").stream().map(shell::run).toList())
          .last()
          .asString()
          .containsPattern("demo +True +https://tracker.quickstart.test/");
      assertThat(operator.get("/q/health/ready").statusCode()).isEqualTo(200);
      assertUninstallLeavesTheData(Readme.commands("**Uninstall.**"));
    }
  }

  @Test
  void theOverlayInstalls() {
    shell.run("kubectl apply -k deploy/cluster-wide");
    Readme.commands("**Two replicas**").forEach(shell::run);

    try (OperatorProcess operator = inPlaceOfThePod("torrust-operator")) {
      Readme.commands("**Stack.**").forEach(shell::run);
      assertThat(operator.log()).contains("This operator leads");
    }
  }

  @Test
  void theChartInstallsAndUninstallingLeavesTheData() {
    Readme.commands("**With Helm**").forEach(shell::run);

    try (OperatorProcess operator = inPlaceOfThePod("torrust-operator")) {
      Readme.commands("**Stack.**").forEach(shell::run);
      assertUninstallLeavesTheData(
          List.of(
              "kubectl delete tstack --all --all-namespaces",
              "helm uninstall torrust-operator --namespace torrust-operator"));
    }
  }

  /** Its rights end at its namespace, so it neither sees other stacks nor reads IngressClasses. */
  @Test
  void anOperatorOfOneNamespaceNeedsNothingOutsideOfIt() {
    Readme.commands("**For one namespace**").forEach(shell::run);
    shell.run("kubectl create namespace elsewhere");

    try (OperatorProcess operator = inPlaceOfThePod("torrust")) {
      apply("named", "torrust", ", controller: IngressNginx");
      apply("unnamed", "torrust", "");
      apply("named", "elsewhere", ", controller: IngressNginx");
      shell.run(
          "kubectl wait -n torrust --for=condition=Ready tstack/named tstack/unnamed"
              + " --timeout=120s");

      assertThat(stack("torrust", "named").getStatus().exposure().controller())
          .isEqualTo(IngressController.INGRESS_NGINX);
      assertThat(
              shell.run(
                  "kubectl get ingress named -n torrust -o jsonpath={.metadata.annotations}"))
          .contains("nginx.ingress.kubernetes.io/proxy-read-timeout");
      assertThat(stack("torrust", "unnamed").getStatus().exposure().toString())
          .contains("the operator may not read IngressClasses");
      assertThat(stack("elsewhere", "named").getStatus().conditions()).isEmpty();
      assertThat(operator.log()).contains("This operator leads").doesNotContain("ERROR");
    }
    assertThat(shell.run("kubectl get clusterrole,clusterrolebinding -o name"))
        .doesNotContain("torrust-operator");
  }

  private void assertUninstallLeavesTheData(List<String> commands) {
    final Map<String, String> data = data();
    assertThat(data)
        .containsOnlyKeys(
            "PersistentVolumeClaim demo-grafana",
            "PersistentVolumeClaim demo-prometheus",
            "PersistentVolumeClaim demo-tracker",
            "Secret demo-grafana-admin",
            "Secret demo-grafana-applied",
            "Secret demo-grafana-metrics",
            "Secret demo-tracker-token");

    commands.forEach(shell::run);

    Sandbox.await()
        .until(() -> shell.run("kubectl get deployments -n torrust").contains("No resources"));
    assertThat(data()).as("volumes and Secrets, by uid").isEqualTo(data);
    assertThat(shell.run("kubectl get clusterrole,clusterrolebinding -o name"))
        .doesNotContain("torrust-operator");
  }

  /** Returns what must outlive everything, by name with its uid. */
  private Map<String, String> data() {
    final Function<HasMetadata, String> name = o -> o.getKind() + " " + o.getMetadata().getName();
    final var client = cluster.client();
    final List<PersistentVolumeClaim> volumes =
        client.persistentVolumeClaims().inNamespace("torrust").list().getItems();
    final List<Secret> secrets =
        client
            .secrets()
            .inNamespace("torrust")
            .withLabel("torrust.com/stack", "demo")
            .list()
            .getItems();
    return Stream.<HasMetadata>concat(volumes.stream(), secrets.stream())
        .collect(Collectors.toMap(name, o -> o.getMetadata().getUid()));
  }

  /** Runs the operator as the pod of its Deployment would. */
  private OperatorProcess inPlaceOfThePod(String namespace) {
    shell.run(
        "kubectl rollout status -n " + namespace + " deployment/torrust-operator --timeout=120s");
    final Pod pod =
        cluster
            .client()
            .pods()
            .inNamespace(namespace)
            .withLabel("app.kubernetes.io/name", "torrust-operator")
            .list()
            .getItems()
            .get(0);
    assertThat(pod.getSpec().getVolumes())
        .as("the pod has a token")
        .anyMatch(volume -> volume.getProjected() != null);
    final Map<String, String> environment = OperatorPod.environment(pod.getSpec(), namespace);
    final Path kubeconfig = new ServiceAccountToken(cluster, namespace).kubeconfig();
    environment.put("KUBECONFIG", kubeconfig.toString());
    return OperatorProcess.start(Map.of(), environment);
  }

  private void apply(String name, String namespace, String controller) {
    final String manifest = OVERRIDE.formatted(name, namespace, name, namespace, controller);
    final Kubectl.Result result = new Kubectl(cluster).attempt(manifest, "apply", "-f", "-");
    assertThat(result.code()).as(result.output()).isZero();
  }

  private TorrustStack stack(String namespace, String name) {
    return cluster
        .client()
        .resources(TorrustStack.class)
        .inNamespace(namespace)
        .withName(name)
        .get();
  }
}
