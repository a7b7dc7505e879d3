package com.torrust.operator.ingress;

import com.torrust.operator.cluster.Programs;
import com.torrust.operator.cluster.ServedKinds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The CRDs of a file. */
public record Definitions(KubernetesClient client, List<HasMetadata> items) {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Those of a file that was copied beside Contour's program. */
  static Definitions of(KubernetesClient client, String file) {
    return of(client, Programs.folder(ContourProcesses.MODULE).resolve(file));
  }

  /** Those of the given file. */
  public static Definitions of(KubernetesClient client, Path file) {
    try (InputStream yaml = Files.newInputStream(file)) {
      return new Definitions(client, client.load(yaml).items());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the cluster has one of them already. */
  public boolean present() {
    return items.stream().anyMatch(item -> client.resource(item).get() != null);
  }

  /** Installs them and waits until the API server serves them. */
  public void install() {
    items.forEach(item -> client.resource(item).forceConflicts().serverSideApply());
    await("CRDs to be served", () -> items.stream().allMatch(new ServedKinds(client)::have));
  }

  /** Deletes them with all their objects, and waits until they are gone. */
  public void remove() {
    items.forEach(item -> client.resource(item).delete());
    await("the end of CRDs", () -> !present());
  }

  private static void await(String what, Callable<Boolean> condition) {
    NetworkTools.await(what, LIMIT, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }
}
