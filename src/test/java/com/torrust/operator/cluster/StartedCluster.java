package com.torrust.operator.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;

/**
 * What every kind of cluster shares: a workspace, a client, and cert-manager beside the cluster.
 */
abstract class StartedCluster implements TestCluster {

  private final Workspace workspace;
  private final Path kubeconfig;
  private final KubernetesClient client;
  private final CertManager certManager;

  /** Takes over the workspace and the client: both are closed with the cluster. */
  StartedCluster(Workspace workspace, Path kubeconfig, KubernetesClient client) {
    this.workspace = workspace;
    this.kubeconfig = kubeconfig;
    this.client = client;
    this.certManager = new CertManager(client, kubeconfig, workspace);
  }

  static KubernetesClient connect(Path kubeconfig) {
    try {
      return new KubernetesClientBuilder()
          .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
          .build();
    } catch (RuntimeException e) {
      throw new ClusterException(kubeconfig + " is not a usable kubeconfig: " + e.getMessage(), e);
    }
  }

  /** The folder and the processes of this cluster. */
  final Workspace workspace() {
    return workspace;
  }

  @Override
  public final Path kubeconfig() {
    return kubeconfig;
  }

  @Override
  public final KubernetesClient client() {
    return client;
  }

  @Override
  public final void installCertManager() {
    certManager.install();
  }

  @Override
  public final void removeCertManager() {
    certManager.remove();
  }

  @Override
  public void close() {
    client.close();
    workspace.close();
  }
}
