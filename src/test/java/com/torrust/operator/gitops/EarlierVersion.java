package com.torrust.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.it.Kubectl;
import com.torrust.operator.it.NamespaceObjects;
import com.torrust.operator.it.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an earlier version of this operator leaves in a cluster: its CRD, and of a Ready stack
 * everything that it had applied, as read from the API server. Where the stack's identity or
 * namespace stand, the files have placeholders.
 *
 * @param folder its files
 */
record EarlierVersion(Path folder) {

  private static final String STACK =
      """
      apiVersion: torrust.com/v1alpha1
      kind: TorrustStack
      metadata: {name: demo, namespace: %s}
      spec:
        hostname: tracker.upgrade.test
        exposure: {tls: {issuerRef: {name: test-ca, kind: ClusterIssuer}}}
      """;

  /** Of a retained Secret; its hash is part of what the pods were started with. */
  private static final String KEPT = "bWFkZUJ5QW5FYXJsaWVyVmVyc2lvbg==";

  private static final String NAMESPACE = "namespace-of-the-stack";
  private static final String UID = "uid-of-the-stack";
  private static final String CRD = "torruststacks.torrust.com-v1.yml";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the version of a folder of {@code src/test/resources/upgrade}. */
  static EarlierVersion named(String name) {
    return new EarlierVersion(Path.of("src/test/resources/upgrade", name));
  }

  /** Writes the files from what the present version makes of a stack. */
  void capture(Sandbox sandbox) throws IOException {
    for (final Map.Entry<String, String> secret :
        Map.of("demo-tracker-token", "token", "demo-grafana-admin", "password").entrySet()) {
      sandbox
          .kubectl()
          .run(
              "create",
              "secret",
              "generic",
              secret.getKey(),
              "-n",
              sandbox.namespace(),
              "--from-literal=" + secret.getValue() + "=madeByAnEarlierVersion");
      sandbox
          .kubectl()
          .run(
              "label",
              "secret",
              secret.getKey(),
              "-n",
              sandbox.namespace(),
              "torrust.com/stack=demo",
              "app.kubernetes.io/managed-by=torrust-operator");
    }
    create(sandbox);
    sandbox.awaitReady();
    final NamespaceObjects objects = NamespaceObjects.of(sandbox);
    final StringBuilder children = new StringBuilder();
    objects
        .childrenOf("demo")
        .each(child -> AppliedFields.of(child, "").toString())
        .values()
        .forEach(child -> children.append("---\n").append(text(anonymous(child, sandbox))));
    Files.createDirectories(folder);
    Files.copy(Path.of("crds", CRD), folder.resolve(CRD));
    Files.writeString(folder.resolve("children.yaml"), children.toString());
    Files.writeString(
        folder.resolve("status.yaml"),
        text(
            anonymous(
                AppliedFields.of(objects.objects().get("TorrustStack/demo"), "status").toString(),
                sandbox)));
    assertThat(children).contains(KEPT);
  }

  /** Puts a cluster into the state that the earlier version leaves when it ends. */
  void restore(Sandbox sandbox) throws IOException {
    sandbox.kubectl().run("apply", "-f", folder.resolve(CRD).toString());
    create(sandbox);
    apply(sandbox, filled(sandbox, "children.yaml"));
    apply(sandbox, filled(sandbox, "status.yaml"), "--subresource=status");
  }

  /** Applies objects in the operator's name. */
  static void apply(Sandbox sandbox, String objects, String... options) {
    final Kubectl.Result result =
        sandbox
            .kubectl()
            .attempt(
                objects,
                Stream.concat(
                        Stream.of(
                            "apply",
                            "--server-side",
                            "--force-conflicts",
                            "--field-manager=torrust-operator",
                            "-f",
                            "-"),
                        Arrays.stream(options))
                    .toArray(String[]::new));
    assertThat(result.code()).as(result.output()).isZero();
  }

  private static void create(Sandbox sandbox) {
    final Kubectl.Result result =
        sandbox.kubectl().attempt(STACK.formatted(sandbox.namespace()), "apply", "-f", "-");
    assertThat(result.code()).as(result.output()).isZero();
  }

  private String filled(Sandbox sandbox, String file) throws IOException {
    return Files.readString(folder.resolve(file))
        .replace(NAMESPACE, sandbox.namespace())
        .replace(UID, sandbox.stack().getMetadata().getUid());
  }

  private static String anonymous(String object, Sandbox sandbox) {
    return object
        .replace(sandbox.namespace(), NAMESPACE)
        .replace(sandbox.stack().getMetadata().getUid(), UID);
  }

  private static String text(String json) {
    try {
      final JsonNode object = JSON.readTree(json);
      ((ObjectNode) object.path("metadata")).remove("resourceVersion");
      return Manifests.text(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
