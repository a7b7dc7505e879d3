package com.torrust.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.torrust.operator.cluster.Programs;
import com.torrust.operator.it.Kubectl;
import com.torrust.operator.it.Readme;
import com.torrust.operator.it.Sandbox;
import com.torrust.operator.it.Shell;
import com.torrust.operator.it.WithOperator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster makes of the files for Argo CD in {@code deploy/argocd}. */
@WithOperator
class ArgoCdFilesIT {

  private static final YAMLMapper YAML = new YAMLMapper();

  /** The commands of the README, on the definition of Argo CD's own API. */
  @Test
  void theFilesForArgoCdAreTaken(Sandbox sandbox) throws Exception {
    final Kubectl kubectl = sandbox.kubectl();
    final String crd = Programs.folder("argocd").resolve("crds.yaml").toString();
    kubectl.run("apply", "--server-side", "-f", crd);
    try {
      Sandbox.await()
          .untilAsserted(
              () ->
                  kubectl.run(
                      "wait", "--for=condition=Established", "crd/applications.argoproj.io"));
      kubectl.run("create", "namespace", "argocd");
      kubectl.run("create", "configmap", "argocd-cm", "-n", "argocd", "--from-literal=url=mine");

      final Shell shell = new Shell(kubectl.cluster());
      Readme.commands("has what Argo CD needs to know of stacks").forEach(shell::run);

      final Map<String, String> data =
          sandbox.client().configMaps().inNamespace("argocd").withName("argocd-cm").get().getData();
      assertThat(data)
          .containsEntry("url", "mine")
          .containsEntry(
              "resource.customizations.health.torrust.com_TorrustStack",
              Files.readString(ArgoCd.CHECK.resolve("health.lua")));
    } finally {
      kubectl.run("delete", "namespace", "argocd", "--ignore-not-found", "--timeout=120s");
      kubectl.run("delete", "-f", crd);
    }
  }

  /**
   * What Argo CD's kustomize makes of the application's first source, the one of this repository.
   */
  @Test
  void theDefinitionComesBeforeTheOperatorAndThatBeforeStacks(
      Sandbox sandbox, @TempDir Path folder) throws Exception {
    final JsonNode source =
        YAML.readTree(Path.of("deploy/argocd/application.yaml").toFile()).at("/spec/sources/0");
    final ObjectNode kustomization = source.path("kustomize").deepCopy();
    final Path base = Path.of(source.path("path").asText()).toAbsolutePath();
    kustomization
        .putArray("resources")
        .add(folder.toRealPath().relativize(base.toRealPath()).toString());
    Files.writeString(folder.resolve("kustomization.yaml"), kustomization.toString());

    final Map<String, String> waves = new TreeMap<>();
    try (MappingIterator<JsonNode> objects =
        YAML.readerFor(JsonNode.class)
            .readValues(sandbox.kubectl().run("kustomize", folder.toString()))) {
      objects.forEachRemaining(object -> waves.put(object.path("kind").asText(), wave(object)));
    }

    assertThat(waves)
        .containsEntry("CustomResourceDefinition", "-2")
        .containsEntry("Deployment", "-1")
        .containsEntry("Namespace", "-1");
    waves.remove("CustomResourceDefinition");
    assertThat(waves.values()).containsOnly("-1");
    assertThat(wave(YAML.readTree(Path.of("deploy/argocd/stack.yaml").toFile()))).isEqualTo("1");
  }

  @Test
  void theStackForGitBecomesReady(Sandbox sandbox) throws Exception {
    final String manifest =
        Files.readString(Path.of("deploy/argocd/stack.yaml"))
            .replace("namespace: torrust", "namespace: " + sandbox.namespace());
    final ArgoCd argocd = ArgoCd.built();
    argocd.apply(sandbox, manifest);
    sandbox.awaitReady();

    assertThat(argocd.diff(sandbox, manifest).properties())
        .noneMatch(way -> way.getValue().path("modified").asBoolean());
  }

  private static String wave(JsonNode object) {
    return object.at("/metadata/annotations").path("argocd.argoproj.io/sync-wave").asText("none");
  }
}
