package com.torrust.operator.cluster;

import io.fabric8.kubernetes.api.model.HostPathVolumeSource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The folders that the controller manager's host path provisioner made on this machine for a
 * cluster's volumes.
 */
record HostPathVolumes(List<Path> folders) {

  /** Where that provisioner puts them; it has no option for it. */
  private static final Path PARENT = Path.of("/tmp/hostpath_pv");

  private static final int TIMEOUT_MILLIS = 2000;

  /** Those of the built control plane in a workspace; none when it does not answer. */
  static HostPathVolumes of(Path workspace) {
    Path kubeconfig = workspace.resolve(KwokControlPlane.KUBECONFIG);
    if (!Files.isRegularFile(kubeconfig)) {
      return new HostPathVolumes(List.of());
    }
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
            .withConnectionTimeout(TIMEOUT_MILLIS)
            .withRequestTimeout(TIMEOUT_MILLIS)
            .withRequestRetryBackoffLimit(0)
            .build();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      return new HostPathVolumes(
          client.persistentVolumes().list().getItems().stream()
              .map(volume -> volume.getSpec().getHostPath())
              .filter(Objects::nonNull)
              .map(HostPathVolumeSource::getPath)
              .map(path -> Path.of(path).normalize())
              .filter(path -> PARENT.equals(path.getParent()))
              .toList());
    } catch (KubernetesClientException e) {
      return new HostPathVolumes(List.of());
    }
  }

  void delete() throws IOException {
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
          }
        }
      }
    }
  }
}
