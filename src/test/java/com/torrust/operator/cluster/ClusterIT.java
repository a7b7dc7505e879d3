package com.torrust.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.torrust.operator.cluster.AuditLog.Entry;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.CertificateBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The test cluster does what the other integration tests take for granted. */
@OnCluster
@ResourceLock(value = TestCluster.LOCK, mode = ResourceAccessMode.READ)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {

  private static final String NAMESPACE = "cluster-it";
  private static final Map<String, String> LABELS = Map.of("app", "web");

  private static final String VOLUME =
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data, namespace: %s}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}
      """
          .formatted(NAMESPACE);

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: %s}
      spec:
        replicas: 1
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            securityContext:
              runAsNonRoot: true
              runAsUser: 1000
              seccompProfile: {type: RuntimeDefault}
            containers:
              - name: web
                image: busybox
                command: [sleep, '3600']
                securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                volumeMounts: [{name: data, mountPath: /data}]
            volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
      """
          .formatted(NAMESPACE);

  private final TestCluster cluster;
  private final KubernetesClient client;

  ClusterIT(TestCluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
  }

  @BeforeAll
  void createNamespace() {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    eventually()
        .until(
            () ->
                client.serviceAccounts().inNamespace(NAMESPACE).withName("default").get() != null);
  }

  @AfterAll
  void deleteNamespace() {
    client.namespaces().withName(NAMESPACE).delete();
    eventually().until(() -> client.namespaces().withName(NAMESPACE).get() == null);
  }

  @Test
  void runsDeploymentsWithVolumesAndCollectsTheirPods() {
    client.resource(Serialization.unmarshal(VOLUME, PersistentVolumeClaim.class)).create();
    Deployment deployment =
        client.resource(Serialization.unmarshal(DEPLOYMENT, Deployment.class)).create();

    eventually()
        .until(
            () ->
                client
                    .persistentVolumeClaims()
                    .inNamespace(NAMESPACE)
                    .withName("data")
                    .get()
                    .getStatus()
                    .getPhase()
                    .equals("Bound"));
    eventually()
        .until(
            () ->
                Integer.valueOf(1)
                    .equals(client.resource(deployment).get().getStatus().getAvailableReplicas()));

    assertThat(client.pods().inNamespace(NAMESPACE).withLabels(LABELS).list().getItems())
        .as("simulated pods have addresses that are nobody's")
        .allMatch(pod -> !cluster.simulated() || pod.getStatus().getPodIP().startsWith("198.18."));

    client.resource(deployment).delete();
    eventually()
        .until(
            () ->
                client
                    .pods()
                    .inNamespace(NAMESPACE)
                    .withLabels(LABELS)
                    .list()
                    .getItems()
                    .isEmpty());
  }

  /** Whoever dials a simulated pod that no program answers for is told so by this machine. */
  @Test
  void keepsPacketsToSimulatedPodsOnThisMachine() throws Exception {
    Assumptions.assumeTrue(cluster.simulated(), "the pods of this cluster are not simulated");
    Assumptions.assumeTrue(
        Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")),
        "routes need root");
    try (DatagramSocket socket = new DatagramSocket()) {
      // Asks the system for a route, and sends nothing.
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress("198.18.255.254", 9)))
          .hasMessageContaining("No route");
    }
    assertThat(client.nodes().list().getItems())
        .flatMap(node -> node.getStatus().getAddresses())
        .allSatisfy(address -> assertThat(address.getAddress()).isEqualTo("localhost"));
  }

  @Test
  void enforcesPodSecurity() {
    assertThatThrownBy(
            () ->
                client
                    .resource(
                        new PodBuilder()
                            .withNewMetadata()
                            .withName("root")
                            .withNamespace(NAMESPACE)
                            .endMetadata()
                            .withNewSpec()
                            .addNewContainer()
                            .withName("root")
                            .withImage("busybox")
                            .withNewSecurityContext()
                            .withPrivileged(true)
                            .endSecurityContext()
                            .endContainer()
                            .endSpec()
                            .build())
                    .create())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403))
        .hasMessageContaining("PodSecurity");
  }

  @Test
  void issuesCertificates() {
    cluster.installCertManager();

    client
        .resource(
            new CertificateBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withDnsNames("web.test")
                .withSecretName("web-tls")
                .withNewIssuerRef()
                .withKind("ClusterIssuer")
                .withName("test-ca")
                .endIssuerRef()
                .endSpec()
                .build())
        .create();

    eventually()
        .until(
            () ->
                isReady(
                    client
                        .resources(Certificate.class)
                        .inNamespace(NAMESPACE)
                        .withName("web")
                        .get()));
    assertThat(client.secrets().inNamespace(NAMESPACE).withName("web-tls").get().getData())
        .containsKeys("ca.crt", "tls.crt", "tls.key");
  }

  @Test
  void auditsWritesByImpersonatedUser() {
    Assumptions.assumeFalse(
        cluster instanceof ExistingCluster, "the audit log of an existing cluster can't be read");
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
            .withImpersonateUsername("somebody")
            .withImpersonateGroups("system:masters")
            .build();
    ConfigMap settings =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("settings")
            .withNamespace(NAMESPACE)
            .endMetadata()
            .build();

    try (KubernetesClient somebody = new KubernetesClientBuilder().withConfig(config).build()) {
      somebody.resource(settings).serverSideApply();
      somebody.resource(settings).get();
    }

    eventually()
        .until(
            () ->
                cluster.audit().entries().stream()
                    .anyMatch(
                        entry -> entry.user().equals("somebody") && entry.verb().equals("get")));
    assertThat(cluster.audit().writes("somebody", NAMESPACE))
        .extracting(Entry::verb, Entry::resource, Entry::name, Entry::code)
        .containsExactly(tuple("patch", "configmaps", "settings", 201));
  }

  @Test
  void hasAnotherBesideIt() {
    Assumptions.assumeTrue(
        cluster instanceof KwokCluster, "a second cluster is cheap only where pods are simulated");
    Path kubeconfig;
    try (TestCluster other = KwokCluster.start()) {
      kubeconfig = other.kubeconfig();
      assertThat(other.client().namespaces().withName(NAMESPACE).get()).isNull();
      assertThat(client.namespaces().withName(NAMESPACE).get()).isNotNull();
    }
    assertThat(Files.exists(kubeconfig.getParent())).isFalse();
    assertThat(client.namespaces().withName(NAMESPACE).get()).isNotNull();
  }

  private static boolean isReady(Certificate certificate) {
    return certificate.getStatus() != null
        && certificate.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Ready") && condition.getStatus().equals("True"));
  }

  private static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }
}
