package com.torrust.operator.cluster;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * k3s in a privileged container: a real node with real pods, where Docker runs. It comes with
 * Traefik as ingress controller and with volumes in folders of the node.
 */
final class K3sCluster extends StartedCluster {

  /** Environment variable that names another tag of the image rancher/k3s. */
  static final String VERSION_VARIABLE = "TORRUST_TEST_K3S";

  private static final String VERSION =
      System.getenv().getOrDefault(VERSION_VARIABLE, "v1.36.1-k3s1");
  private static final String IMAGE = "/operator-image.tar";
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
      KubernetesClient client = connect(kubeconfig);
      client.resource(standardClass()).serverSideApply();
      return new K3sCluster(workspace, kubeconfig, client, container);
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
            "--tls-san=" + container.getHost(),
            "--kube-apiserver-arg=audit-policy-file=" + AUDIT_POLICY,
            "--kube-apiserver-arg=audit-log-path=" + AUDIT_LOG,
            "--kube-apiserver-arg=" + KwokControlPlane.AUDIT_LOG_SIZE);
  }

  /** The class that tests name, made of what k3s brings along. */
  private static StorageClass standardClass() {
    return new StorageClassBuilder()
        .withNewMetadata()
        .withName("standard")
        .endMetadata()
        .withProvisioner("rancher.io/local-path")
        .withReclaimPolicy("Delete")
        .withVolumeBindingMode("WaitForFirstConsumer")
        .build();
  }

  @Override
  public boolean takesImages() {
    return true;
  }

  @Override
  public void load(Path archive) {
    try {
      container.copyFileToContainer(MountableFile.forHostPath(archive), IMAGE);
      ExecResult result = container.execInContainer("ctr", "images", "import", IMAGE);
      if (result.getExitCode() != 0) {
        throw new ClusterException("k3s does not take " + archive + ":\n" + result.getStderr());
      }
    } catch (IOException e) {
      throw new ClusterException("can't load " + archive + " into k3s: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while loading " + archive, e);
    }
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
