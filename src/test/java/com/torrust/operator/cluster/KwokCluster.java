package com.torrust.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Kubernetes built from source: the real control plane as processes of this machine, and one node
 * whose pods KWOK simulates. Needs no container engine and no privileges.
 */
final class KwokCluster extends StartedCluster {

  private static final int ATTEMPTS = 3;

  private final Path kubectl;
  private final String description;
  private final AuditLog audit;

  private KwokCluster(KwokControlPlane controlPlane, KubernetesClient client) {
    super(controlPlane.workspace(), controlPlane.kubeconfig(), client);
    this.kubectl = controlPlane.programs().resolve("kubectl");
    this.description = controlPlane.description();
    this.audit = new AuditLog(offset -> read(controlPlane.auditLog(), offset));
  }

  /** Starts a cluster, more than once when another program takes a port in the meantime. */
  static KwokCluster start() {
    Map<String, Path> programs =
        Programs.folders(KwokControlPlane.MODULE, KwokControlPlane.SIMULATOR_MODULE);
    Progress.say("starting etcd, the API server, its controllers and KWOK");
    for (int attempt = 1; ; attempt++) {
      Workspace workspace = Workspaces.open();
      try {
        return start(
            new KwokControlPlane(
                workspace,
                programs.get(KwokControlPlane.MODULE),
                programs.get(KwokControlPlane.SIMULATOR_MODULE)));
      } catch (ClusterException | KubernetesClientException e) {
        if (workspace.isClosed()) {
          throw new ClusterException("stopped while starting the cluster", e);
        }
        workspace.close();
        if (attempt == ATTEMPTS) {
          throw e;
        }
        Progress.say("starting again: " + e.getMessage());
      }
    }
  }

  private static KwokCluster start(KwokControlPlane controlPlane) {
    return Workspaces.alone(
        () -> {
          controlPlane.start();
          KubernetesClient client = connect(controlPlane.kubeconfig());
          try {
            controlPlane.finish(client);
            return new KwokCluster(controlPlane, client);
          } catch (RuntimeException e) {
            client.close();
            throw e;
          }
        });
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Path kubectl() {
    return kubectl;
  }

  @Override
  public boolean simulated() {
    return true;
  }

  @Override
  public AuditLog audit() {
    return audit;
  }

  private static byte[] read(Path log, long offset) throws IOException {
    if (!Files.exists(log)) {
      return new byte[0];
    }
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      return Channels.newInputStream(channel.position(offset)).readAllBytes();
    }
  }
}
