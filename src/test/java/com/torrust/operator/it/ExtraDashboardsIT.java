package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboards from ConfigMaps with a label, by the README's commands. */
@WithOperator
class ExtraDashboardsIT {

  private static final String GOOD = "{\"title\": \"Mine\", \"panels\": []}";

  @Test
  void theyComeAndGoWithoutARestart(Sandbox sandbox, @TempDir Path folder) throws IOException {
    sandbox.apply("");
    sandbox.awaitReady();
    final long generation = generation(sandbox);
    assertThat(extra(sandbox)).isEmpty();

    create(sandbox, "mine", folder, GOOD);
    label(sandbox, "mine", "torrust.com/dashboards=demo");
    awaitExtra(sandbox, Map.of("mine_mine.json", GOOD));

    create(sandbox, "broken", folder, "{");
    label(sandbox, "broken", "torrust.com/dashboards=demo");
    assertThat(
            sandbox
                .awaitCondition("GrafanaAvailable", c -> c.message().contains("not shown"))
                .getStatus()
                .condition("GrafanaAvailable")
                .orElseThrow()
                .message())
        .contains("ConfigMap broken, key broken.json: it is not the JSON of a dashboard");
    sandbox.awaitReady();
    awaitExtra(sandbox, Map.of("mine_mine.json", GOOD));

    sandbox.kubectl().run("delete", "configmap", "broken", "-n", sandbox.namespace());
    sandbox.awaitCondition("GrafanaAvailable", c -> !c.message().contains("not shown"));

    assertThat(sandbox.object(ConfigMap.class, "mine").get().getMetadata().getManagedFields())
        .as("who wrote into the user's ConfigMap")
        .extracting(ManagedFieldsEntry::getManager)
        .noneMatch(manager -> manager.startsWith("torrust-operator"));
    label(sandbox, "mine", "torrust.com/dashboards-");
    Sandbox.await().until(() -> extra(sandbox).isEmpty());
    assertThat(generation(sandbox))
        .as("the generation of Grafana's Deployment")
        .isEqualTo(generation);
  }

  @Test
  void thoseOfAnotherStackAreLeftAlone(Sandbox sandbox, @TempDir Path folder) throws IOException {
    create(sandbox, "theirs", folder, GOOD);
    label(sandbox, "theirs", "torrust.com/dashboards=other");
    create(sandbox, "ours", folder, GOOD);
    label(sandbox, "ours", "torrust.com/dashboards=demo");
    sandbox.apply("");

    sandbox.awaitReady();

    awaitExtra(sandbox, Map.of("ours_ours.json", GOOD));
  }

  private static void create(Sandbox sandbox, String name, Path folder, String text)
      throws IOException {
    final Path file = Files.writeString(folder.resolve(name + ".json"), text);
    sandbox
        .kubectl()
        .run("create", "configmap", name, "-n", sandbox.namespace(), "--from-file=" + file);
  }

  private static void label(Sandbox sandbox, String name, String label) {
    sandbox.kubectl().run("label", "configmap", name, "-n", sandbox.namespace(), label);
  }

  private static void awaitExtra(Sandbox sandbox, Map<String, String> files) {
    Sandbox.await()
        .untilAsserted(() -> assertThat(extra(sandbox)).map(ConfigMap::getData).hasValue(files));
  }

  private static Optional<ConfigMap> extra(Sandbox sandbox) {
    return Optional.ofNullable(
        sandbox.object(ConfigMap.class, "demo-grafana-extra-dashboards").get());
  }

  private static long generation(Sandbox sandbox) {
    return sandbox.object(Deployment.class, "demo-grafana").get().getMetadata().getGeneration();
  }
}
