package com.torrust.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.torrust.operator.gitops.ArgoCd.Verdict;
import com.torrust.operator.golden.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The test cases of the health check, in the form that Argo CD's repository wants: {@code
 * health_test.yaml} names a file of {@code testdata} and the health expected of it. The files are
 * stacks that the operator has reported on.
 *
 * <p>After a wanted change of the status, {@code mvn verify -Dit.test=VerdictsIT
 * -Dargocd.update=true} writes them anew.
 *
 * @param all what is expected, by path below the folder of the check
 */
record HealthCheckCases(Map<String, Verdict> all) {

  private static final boolean UPDATE = Boolean.getBoolean("argocd.update");
  private static final Path CASES = ArgoCd.CHECK.resolve("health_test.yaml");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Reads the cases. */
  static HealthCheckCases read() {
    final Map<String, Verdict> cases = new TreeMap<>();
    try {
      if (Files.exists(CASES)) {
        YAML.readTree(CASES.toFile())
            .path("tests")
            .forEach(
                test ->
                    cases.put(
                        test.path("inputPath").asText(),
                        new Verdict(
                            test.at("/healthStatus/status").asText(),
                            test.at("/healthStatus/message").asText())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new HealthCheckCases(cases);
  }

  /** Returns the object of a case. */
  String object(String file) {
    try {
      return Files.readString(ArgoCd.CHECK.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks that a case still looks as the operator reports today: the same conditions with the same
   * statuses. Load balancers differ from cluster to cluster.
   */
  void check(String name, JsonNode stack, ArgoCd argocd) throws IOException {
    final String file = "testdata/" + name + ".yaml";
    if (UPDATE) {
      final String text = Manifests.text(anonymous(stack));
      Files.createDirectories(ArgoCd.CHECK.resolve("testdata"));
      Files.writeString(ArgoCd.CHECK.resolve(file), text);
      all.put(file, argocd.judge(text).argocd());
      Files.writeString(CASES, Manifests.text(Map.of("tests", tests())));
    }
    assertThat(all).as("make it with -Dargocd.update=true").containsKey(file);
    final JsonNode committed = YAML.readTree(object(file));
    assertThat(conditions(committed))
        .as(file + " is out of date: make it anew with -Dargocd.update=true")
        .isEqualTo(conditions(stack));
    assertThat(isObserved(committed)).isEqualTo(isObserved(stack));
  }

  private List<Map<String, Object>> tests() {
    final List<Map<String, Object>> tests = new ArrayList<>();
    all.forEach(
        (file, verdict) -> {
          final Map<String, Object> test = new LinkedHashMap<>();
          test.put(
              "healthStatus", Map.of("status", verdict.status(), "message", verdict.message()));
          test.put("inputPath", file);
          tests.add(test);
        });
    return tests;
  }

  private static Map<String, String> conditions(JsonNode stack) {
    final Map<String, String> conditions = new TreeMap<>();
    stack
        .at("/status/conditions")
        .forEach(c -> conditions.put(c.path("type").asText(), c.path("status").asText()));
    conditions.remove("AddressAssigned");
    return conditions;
  }

  private static boolean isObserved(JsonNode stack) {
    return stack.at("/status/observedGeneration").equals(stack.at("/metadata/generation"));
  }

  /** Without what differs from run to run. */
  private static JsonNode anonymous(JsonNode stack) throws IOException {
    final ObjectNode copy = stack.deepCopy();
    final ObjectNode metadata = (ObjectNode) copy.path("metadata");
    final String namespace = metadata.path("namespace").asText();
    metadata.remove(List.of("annotations", "managedFields", "resourceVersion", "uid"));
    return YAML.readTree(
        copy.toString()
            .replace(namespace, "torrust")
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "2026-01-01T00:00:00Z"));
  }
}
