package com.torrust.operator.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.util.List;

/** Objects written by hand. */
record Manifests(KubernetesClient client, List<HasMetadata> items) {

  /** The objects of a text with {@code ---} between them. */
  static Manifests of(KubernetesClient client, String yaml) {
    return new Manifests(
        client, client.load(new ByteArrayInputStream(yaml.getBytes(UTF_8))).items());
  }

  /** Creates or changes them; what an earlier text had and this one has not goes. */
  void apply() {
    items.forEach(item -> client.resource(item).forceConflicts().serverSideApply());
  }

  /** Deletes them and does not wait. */
  void delete() {
    items.forEach(item -> client.resource(item).delete());
  }
}
