package com.torrust.operator.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A cluster that the user named. It is left running, with what tests did not remove themselves. */
final class ExistingCluster extends StartedCluster {

  private final String description;
  private final boolean simulated;

  private ExistingCluster(
      Workspace workspace,
      Path kubeconfig,
      KubernetesClient client,
      String version,
      boolean simulated) {
    super(workspace, kubeconfig, client);
    this.description =
        "Kubernetes " + version + ", the existing cluster at " + client.getMasterUrl();
    this.simulated = simulated;
  }

  /** Connects to a cluster. */
  static ExistingCluster of(Path kubeconfig) {
    if (!Files.isReadable(kubeconfig)) {
      throw new ClusterException(
          KUBECONFIG_VARIABLE + " names " + kubeconfig + ", which can't be read");
    }
    KubernetesClient client = connect(kubeconfig);
    try {
      String version = client.getKubernetesVersion().getGitVersion();
      List<Node> nodes = client.nodes().list().getItems();
      boolean simulated = !nodes.isEmpty() && nodes.stream().allMatch(ExistingCluster::isSimulated);
      return new ExistingCluster(
          Workspaces.open(), kubeconfig.toAbsolutePath(), client, version, simulated);
    } catch (KubernetesClientException e) {
      client.close();
      throw new ClusterException(
          "the cluster of "
              + KUBECONFIG_VARIABLE
              + "="
              + kubeconfig
              + " does not answer: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Path kubectl() {
    return Kubectl.installed();
  }

  @Override
  public boolean simulated() {
    return simulated;
  }

  @Override
  public AuditLog audit() {
    throw new UnsupportedOperationException(
        "the audit log of an existing cluster can't be read: unset "
            + KUBECONFIG_VARIABLE
            + " to run on a cluster of the tests' own");
  }

  private static boolean isSimulated(Node node) {
    return node.getStatus().getNodeInfo().getKubeletVersion().startsWith("kwok-");
  }
}
