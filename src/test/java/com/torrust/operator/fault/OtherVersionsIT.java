package com.torrust.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.it.Kubectl;
import com.torrust.operator.it.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is stored was written by a newer operator, or by an older one. */
@WithFaults
class OtherVersionsIT {

  private static final String UNKNOWN = "fromTheFuture";

  @Test
  void whatANewerVersionStoredIsLeftAlone(FaultBed bed, Sandbox sandbox, Stacks stacks)
      throws IOException {
    stacks.create("today");
    stacks.awaitSettled();
    final Belongings before = Belongings.of(sandbox.client(), sandbox.namespace());
    apply(widened(), sandbox);
    try {
      stacks.create("tomorrow");
      Sandbox.await()
          .untilAsserted(
              () ->
                  patch(
                      sandbox,
                      "tomorrow",
                      """
                      {"spec": {"fromTheFuture": {"a": 1},
                                "tracker": {"fromTheFuture": [1], "logLevel": "loud"}}}
                      """));
      // No hostname and no issuer: today's schema would refuse it.
      create(sandbox, "bare", "{}");
      stacks.awaitSettled();

      bed.operator().kill();
      bed.startOperator(Map.of());
      patchStatus(
          sandbox,
          "tomorrow",
          """
          {"status": {"fromTheFuture": {"a": 1},
                      "conditions": [{"type": "Ready", "status": "True", "reason": "New",
                        "message": "", "lastTransitionTime": "2030-01-01T00:00:00Z"}]}}
          """);
      stacks.edit("tomorrow");
      bed.tell("stacks of a newer version, operator started anew", stacks.awaitSettled(), "");

      final JsonNode stored = raw(sandbox, "tomorrow");
      assertThat(stored.at("/spec/" + UNKNOWN + "/a").asInt()).isEqualTo(1);
      assertThat(stored.at("/spec/tracker/logLevel").asText()).isEqualTo("loud");
      System.out.println("a stack without hostname: " + raw(sandbox, "bare").at("/status"));
      before.assertKeptIn(Belongings.of(sandbox.client(), sandbox.namespace()));
      bed.assertUnharmed(sandbox);
    } finally {
      sandbox.object(TorrustStack.class, "bare").delete();
      sandbox
          .kubectl()
          .run("apply", "--server-side", "--force-conflicts", "-f", "crds");
    }
  }

  /** A status from before a field or a condition was invented is completed. */
  @Test
  void whatAnOlderVersionStoredIsCompleted(FaultBed bed, Sandbox sandbox, Stacks stacks) {
    stacks.create("old");
    stacks.awaitSettled();
    bed.operator().kill();
    patchStatus(
        sandbox,
        "old",
        """
        {"status": {"url": null, "endpoints": null, "components": null, "exposure": null,
                    "conditions": [{"type": "Ready", "status": "False", "reason": "Old",
                      "message": "", "lastTransitionTime": "2020-01-01T00:00:00Z"}]}}
        """);
    bed.startOperator(Map.of());
    bed.tell("a status of an older version", stacks.awaitSettled(), "");
    assertThat(sandbox.stack("old").getStatus().url()).isNotEmpty();
    bed.assertUnharmed(sandbox);
  }

  private static ObjectNode widened() throws IOException {
    final ObjectNode crd =
        (ObjectNode) new YAMLMapper().readTree(Path.of("crds/torruststacks.torrust.com-v1.yml").toFile());
    final ObjectNode schema = (ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema");
    schema.remove("x-kubernetes-validations");
    final ObjectNode spec = (ObjectNode) schema.at("/properties/spec");
    spec.remove("required");
    spec.remove("x-kubernetes-validations");
    admit(spec);
    admit((ObjectNode) spec.at("/properties/tracker"));
    admit((ObjectNode) schema.at("/properties/status"));
    ((ArrayNode) spec.at("/properties/tracker/properties/logLevel/enum")).add("loud");
    return crd;
  }

  private static void admit(ObjectNode type) {
    ((ObjectNode) type.get("properties"))
        .putObject(UNKNOWN)
        .put("x-kubernetes-preserve-unknown-fields", true);
  }

  private static void apply(ObjectNode definition, Sandbox sandbox) {
    final Kubectl.Result result =
        sandbox
            .kubectl()
            .attempt(
                definition.toString(), "apply", "--server-side", "--force-conflicts", "-f", "-");
    assertThat(result.code()).as(result.output()).isZero();
  }

  private static void create(Sandbox sandbox, String name, String spec) {
    sandbox
        .client()
        .raw(
            path(sandbox, ""),
            "POST",
            """
            {"apiVersion": "torrust.com/v1alpha1", "kind": "TorrustStack",
             "metadata": {"name": "%s"}, "spec": %s}
            """
                .formatted(name, spec));
  }

  private static void patch(Sandbox sandbox, String name, String patch) {
    final Kubectl.Result result =
        sandbox
            .kubectl()
            .attempt(
                "",
                "patch",
                "torruststack/" + name,
                "-n",
                sandbox.namespace(),
                "--type=merge",
                "-p",
                patch);
    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output()).doesNotContain("Warning");
    assertThat(raw(sandbox, name).at("/spec/" + UNKNOWN + "/a").asInt()).isEqualTo(1);
  }

  private static void patchStatus(Sandbox sandbox, String name, String patch) {
    sandbox
        .kubectl()
        .run(
            "patch",
            "torruststack/" + name,
            "-n",
            sandbox.namespace(),
            "--subresource=status",
            "--type=merge",
            "-p",
            patch);
  }

  private static JsonNode raw(Sandbox sandbox, String name) {
    try {
      return new YAMLMapper().readTree(sandbox.client().raw(path(sandbox, "/" + name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String path(Sandbox sandbox, String rest) {
    return "/apis/torrust.com/v1alpha1/namespaces/" + sandbox.namespace() + "/torruststacks" + rest;
  }
}
