package com.torrust.operator.ingress;

import com.torrust.operator.cluster.Programs;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionSpec;
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
    await("CRDs to be established", () -> items.stream().allMatch(this::isEstablished));
    await("the API server to serve them", () -> items.stream().allMatch(this::isServed));
  }

  /** Deletes them with all their objects, and waits until they are gone. */
  public void remove() {
    items.forEach(item -> client.resource(item).delete());
    await("the end of CRDs", () -> !present());
  }

  private static void await(String what, Callable<Boolean> condition) {
    NetworkTools.await(what, LIMIT, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  private boolean isEstablished(HasMetadata item) {
    CustomResourceDefinition current = (CustomResourceDefinition) client.resource(item).get();
    return current != null
        && current.getStatus() != null
        && current.getStatus().getConditions() != null
        && current.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  /** A moment after the API server has said so, it does so. */
  private boolean isServed(HasMetadata item) {
    CustomResourceDefinitionSpec spec = ((CustomResourceDefinition) item).getSpec();
    String version = spec.getVersions().get(0).getName();
    String plural = spec.getNames().getPlural();
    return client.raw("/apis/" + spec.getGroup() + "/" + version + "/" + plural + "?limit=1")
        != null;
  }
}
