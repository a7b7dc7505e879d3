package com.torrust.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** k3s in a privileged container: a real node with real pods, where Docker runs. */
final class K3sCluster extends StartedCluster {

  private static final String VERSION = "v1.36.1-k3s1";
  private static final String AUDIT_POLICY = "/etc/audit-policy.yaml";
  private static final String AUDIT_LOG = "/audit.log";

  private final K3sContainer container;
  private final AuditLog audit;

  private K3sCluster(
      Workspace workspace, Path kubeconfig, KubernetesClient client, K3sContainer container) {
    super(workspace, kubeconfig, client);
    this.container = container;
    this.audit = new AuditLog(offset -> read(container, offset));
  }

  /** Whether a container engine answers. */
  static boolean isAvailable() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  static K3sCluster start() {
    Progress.say("starting k3s " + VERSION);
    Workspace workspace = Workspaces.open();
    K3sContainer container = container();
    try {
      container.start();
      Path kubeconfig = workspace.write("kubeconfig", container.getKubeConfigYaml());
      return new K3sCluster(workspace, kubeconfig, connect(kubeconfig), container);
    } catch (ContainerLaunchException | ContainerFetchException | ClusterException e) {
      container.stop();
      workspace.close();
      throw new ClusterException(
          "k3s does not start; it needs its image and an engine for privileged containers\n"
              + e.getMessage(),
          e);
    }
  }

  // Testcontainers' own reaper removes the container when this JVM ends without closing it.
  @SuppressWarnings("resource")
  private static K3sContainer container() {
    K3sContainer container =
        new K3sContainer(DockerImageName.parse("rancher/k3s").withTag(VERSION));
    return container
        .withCopyToContainer(Transferable.of(KwokControlPlane.AUDIT_POLICY), AUDIT_POLICY)
        .withCommand(
            "server",
            "--disable=traefik",
            "--tls-san=" + container.getHost(),
            "--kube-apiserver-arg=audit-policy-file=" + AUDIT_POLICY,
            "--kube-apiserver-arg=audit-log-path=" + AUDIT_LOG,
            "--kube-apiserver-arg=" + KwokControlPlane.AUDIT_LOG_SIZE);
  }

  @Override
  public String description() {
    return "k3s " + VERSION + " in a container";
  }

  @Override
  public Path kubectl() {
    return Kubectl.installed();
  }

  @Override
  public boolean simulated() {
    return false;
  }

  @Override
  public AuditLog audit() {
    return audit;
  }

  @Override
  public void close() {
    super.close();
    container.stop();
  }

  private static byte[] read(K3sContainer container, long offset) throws IOException {
    return container.copyFileFromContainer(
        AUDIT_LOG,
        log -> {
          log.skipNBytes(offset);
          return log.readAllBytes();
        });
  }
}
