package com.torrust.operator.it;

import com.torrust.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A token of a ServiceAccount, from the API server's TokenRequest as a kubelet asks for it, so that
 * a process outside of the cluster is who its pod would be.
 *
 * @param cluster the cluster
 * @param namespace namespace of the ServiceAccount {@code torrust-operator}
 */
public record ServiceAccountToken(TestCluster cluster, String namespace) {

  /** Returns a new token that is good for an hour. */
  public String value() {
    return new Kubectl(cluster)
        .run("create", "token", "torrust-operator", "-n", namespace, "--duration=1h")
        .strip();
  }

  /** Writes a kubeconfig that holds a new token and no other credential. */
  Path kubeconfig() {
    final Config admin =
        Serialization.unmarshal(read(cluster.kubeconfig()), Config.class);
    final Config ours =
        new ConfigBuilder(admin)
            .editFirstUser()
            .withNewUser()
            .withToken(value())
            .endUser()
            .endUser()
            .build();
    try {
      final Path file = Files.createTempFile("torrust-operator", ".kubeconfig");
      file.toFile().deleteOnExit();
      return Files.writeString(file, Serialization.asYaml(ours));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
