package com.torrust.operator.fault;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.kube.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What a namespace holds that nobody can replace.
 *
 * @param volumes the uid of each claim of a volume
 * @param secrets the values of each Secret
 */
record Belongings(Map<String, String> volumes, Map<String, Map<String, String>> secrets) {

  private static final int SHORTEST = 8;

  /** Names to log in with are words that anybody may write. */
  private static final String NOT_SECRET = "username";

  /** Returns what a namespace holds now of the operator's making. */
  static Belongings of(KubernetesClient client, String namespace) {
    return new Belongings(
        list(PersistentVolumeClaim.class, client, namespace).stream()
            .collect(toMap(Belongings::name, claim -> claim.getMetadata().getUid())),
        list(Secret.class, client, namespace).stream()
            .collect(toMap(Belongings::name, Secret::getData)));
  }

  /** Asserts that all of it is still there as it was. */
  void assertKeptIn(Belongings later) {
    assertThat(later.volumes).containsAllEntriesOf(volumes);
    // Values are compared without printing them.
    secrets.forEach(
        (name, data) ->
            assertThat(data.equals(later.secrets.get(name)))
                .as("Secret %s has the values it had", name)
                .isTrue());
  }

  /** Asserts that a text tells no value of a Secret, in clear or encoded. */
  void assertSecretIn(String text) {
    secrets.forEach(
        (name, data) ->
            data.forEach(
                (key, encoded) -> {
                  final String value =
                      new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
                  if (!key.equals(NOT_SECRET) && value.length() >= SHORTEST) {
                    assertThat(text.contains(value) || text.contains(encoded))
                        .as("the log tells %s of Secret %s", key, name)
                        .isFalse();
                  }
                }));
  }

  private static <R extends HasMetadata> List<R> list(
      Class<R> kind, KubernetesClient client, String namespace) {
    return client
        .resources(kind)
        .inNamespace(namespace)
        .withLabelSelector(Labels.SELECTOR)
        .list()
        .getItems();
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
