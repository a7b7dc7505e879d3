package com.torrust.operator.cluster;

import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * etcd, the API server, the controller manager, the scheduler and the KWOK controller as processes
 * on loopback addresses, started by {@code kwokctl}.
 *
 * @param workspace where they run
 * @param programs the folder of Kubernetes' and etcd's programs
 * @param simulator the folder of KWOK's programs
 */
record KwokControlPlane(Workspace workspace, Path programs, Path simulator) {

  static final String MODULE = "control-plane";
  static final String SIMULATOR_MODULE = "kwok";
  static final String KUBECONFIG = "kubeconfig";

  private static final String NAME = "test";
  private static final int COMMAND_SECONDS = 60;
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

  /**
   * A configuration of its own keeps the user's out, and keeps etcd, which knows no passwords, off
   * the network.
   */
  private static final String CONFIGURATION =
      """
      apiVersion: config.kwok.x-k8s.io/v1alpha1
      kind: KwokctlConfiguration
      options:
        bindAddress: 127.0.0.1
      """;

  static final String AUDIT_POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - level: Metadata
      """;

  /**
   * Megabytes after which the API server would begin a new audit log; a test run stays far below.
   */
  static final String AUDIT_LOG_SIZE = "audit-log-maxsize=2000";

  /** Enough for the Services of thousands of stacks; the default has 254 addresses. */
  private static final String SERVICE_ADDRESSES = "service-cluster-ip-range=" + PodRange.SERVICES;

  /** A load balancer takes two ports of the node, and the default range has 2768. */
  private static final String SERVICE_PORTS = "service-node-port-range=30000-40000";

  /**
   * Starts the processes with one simulated node. It has no internal address, so that a pod in its
   * network has none either.
   */
  void start() {
    Path configuration = workspace.write("kwokctl.yaml", CONFIGURATION);
    Path policy = workspace.write("audit-policy.yaml", AUDIT_POLICY);
    kwokctl(
        "create",
        "create",
        "cluster",
        "--config",
        configuration.toString(),
        "--name",
        NAME,
        "--runtime",
        "binary",
        "--etcd-binary",
        programs.resolve("etcd").toString(),
        "--kube-apiserver-binary",
        programs.resolve("kube-apiserver").toString(),
        "--kube-controller-manager-binary",
        programs.resolve("kube-controller-manager").toString(),
        "--kube-scheduler-binary",
        programs.resolve("kube-scheduler").toString(),
        "--kwok-controller-binary",
        simulator.resolve("kwok").toString(),
        "--kubeconfig",
        kubeconfig().toString(),
        "--kube-audit-policy",
        policy.toString(),
        "--disable-qps-limits",
        "--extra-args",
        "kube-apiserver=" + AUDIT_LOG_SIZE,
        "--extra-args",
        "kube-controller-manager=enable-hostpath-provisioner=true",
        "--extra-args",
        "kube-controller-manager=use-service-account-credentials=true",
        // After the first one of each program: kwokctl 0.7 panics otherwise.
        "--extra-args",
        "kube-apiserver=" + SERVICE_ADDRESSES,
        "--extra-args",
        "kube-apiserver=" + SERVICE_PORTS);
    kwokctl(
        "scale",
        "scale",
        "node",
        "--name",
        NAME,
        "--replicas",
        "1",
        "--param",
        ".podCIDR=\"" + PodRange.PODS + "\"");
    new PodRange(workspace).keep();
  }

  /** Waits until the controllers work and the node takes pods, and makes claims of volumes bind. */
  void finish(KubernetesClient client) {
    try {
      Awaitility.await()
          .atMost(READY_TIMEOUT)
          .failFast("a process of the control plane has ended", () -> !processes().dead().isEmpty())
          .ignoreExceptionsInstanceOf(KubernetesClientException.class)
          .until(() -> isReady(client));
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new ClusterException(e.getMessage() + "\n" + logs(), e);
    }
    client
        .resource(
            new StorageClassBuilder()
                .withNewMetadata()
                .withName("standard")
                .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
                .endMetadata()
                .withProvisioner("kubernetes.io/host-path")
                .withReclaimPolicy("Delete")
                .build())
        .create();
  }

  Path kubeconfig() {
    return workspace.path(KUBECONFIG);
  }

  Path auditLog() {
    return folder().resolve("logs/audit.log");
  }

  String description() {
    return "Kubernetes v"
        + version("kube-apiserver", programs)
        + " built from source, pods simulated by KWOK v"
        + version("kwok", simulator);
  }

  /**
   * The controller manager has given the default namespace its service account, without which no
   * pod is admitted.
   */
  private static boolean isReady(KubernetesClient client) {
    return client.serviceAccounts().inNamespace("default").withName("default").get() != null
        && client.nodes().list().getItems().stream().anyMatch(Readiness::isNodeReady);
  }

  private void kwokctl(String log, String... arguments) {
    Map<String, String> environment =
        Map.of(
            "HOME", workspace.path("").toString(),
            "KWOK_WORKDIR", workspace.path("kwok").toString(),
            "KWOK_KUBE_VERSION", "v" + version("kube-apiserver", programs),
            "KWOK_ETCD_VERSION", version("etcd", programs));
    List<String> command = new ArrayList<>(List.of(simulator.resolve("kwokctl").toString()));
    command.addAll(List.of(arguments));
    workspace.run("kwokctl-" + log, COMMAND_SECONDS, environment, command);
  }

  private String version(String program, Path folder) {
    Matcher version =
        VERSION.matcher(
            workspace.output(program + "-version", folder.resolve(program), "--version"));
    if (!version.find()) {
      throw new ClusterException(folder.resolve(program) + " does not tell its version");
    }
    return version.group();
  }

  private WorkspaceProcesses processes() {
    return WorkspaceProcesses.in(folder());
  }

  private String logs() {
    StringBuilder text = new StringBuilder();
    for (String name :
        processes().dead().isEmpty() ? List.of("kube-apiserver") : processes().dead()) {
      text.append(Workspace.tail(folder().resolve("logs/" + name + ".log"))).append('\n');
    }
    return text.toString();
  }

  private Path folder() {
    return workspace.path("kwok/clusters/" + NAME);
  }
}
