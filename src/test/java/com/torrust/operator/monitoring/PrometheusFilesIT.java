package com.torrust.operator.monitoring;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.torrust.operator.cluster.TestProcesses;
import com.torrust.operator.container.ContainerProcess;
import com.torrust.operator.container.ProbeResult;
import com.torrust.operator.golden.GoldenCase;
import com.torrust.operator.golden.Rendering;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Prometheus' own tool says of the rendered files, and of the alerting rules in time. */
class PrometheusFilesIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path TESTS = Path.of("src/test/resources/alerts");
  private static final String CONFIG = "prometheus.yml";
  private static final String ALERTS = "alerts.yml";

  @BeforeAll
  static void needsPromtool() {
    final Optional<String> missing = PrometheusImage.missing();
    assumeTrue(missing.isEmpty(), () -> "promtool is not run here: " + missing.get());
  }

  /** In the container, where the files that the configuration names have to be. */
  @ParameterizedTest
  @MethodSource("monitored")
  void promtoolAcceptsEveryGoldenCase(GoldenCase golden) {
    final Optional<String> missing = ContainerProcess.unavailable();
    assumeTrue(missing.isEmpty(), () -> "containers are not run here: " + missing.get());
    final PodTemplateSpec template = deployment(golden).getSpec().getTemplate();
    template.getSpec().getContainers().get(0).setCommand(List.of("/busybox/sleep"));
    template.getSpec().getContainers().get(0).setArgs(List.of("600"));
    final ContainerProcess.Builder container =
        PrometheusImage.container(template).configMap(configMap(golden));
    all(Secret.class, golden).forEach(container::secret);
    try (ContainerProcess running = container.start()) {
      assertSuccess(run(running, "check", "config", "/etc/prometheus/" + CONFIG));
      assertSuccess(run(running, "check", "rules", "/etc/prometheus/" + ALERTS));
    }
  }

  @ParameterizedTest
  @MethodSource("ruleTests")
  void everyRuleFiresWhenItShallAndNotOtherwise(Path test) throws IOException {
    try (TestProcesses processes = TestProcesses.open()) {
      processes.write(ALERTS, rules());
      final Path copy = processes.write("test.yml", Files.readString(test));
      processes.run(
          "promtool",
          LIMIT,
          List.of(PrometheusImage.promtool().toString(), "test", "rules", copy.toString()));
    }
  }

  @Test
  void everyRuleIsTested() throws IOException {
    final JsonNode groups = new YAMLMapper().readTree(rules()).get("groups");
    final Set<String> alerts = groups.findValuesAsText("alert").stream().collect(toSet());
    final StringBuilder tests = new StringBuilder();
    for (final Path test : ruleTests().toList()) {
      tests.append(Files.readString(test));
    }
    assertThat(alerts)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            alert -> assertThat(tests).containsPattern("alertname(: |=\")" + alert + "\\b"));
  }

  static Stream<GoldenCase> monitored() {
    return GoldenCase.all().stream()
        .filter(golden -> golden.stack().getSpec().prometheus().enabled());
  }

  static Stream<Path> ruleTests() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      return files.sorted().toList().stream();
    }
  }

  private static String rules() {
    return configMap(GoldenCase.named("minimal")).getData().get(ALERTS);
  }

  private static Deployment deployment(GoldenCase golden) {
    return all(Deployment.class, golden)
        .filter(deployment -> deployment.getMetadata().getName().endsWith("-prometheus"))
        .findFirst()
        .orElseThrow();
  }

  private static ConfigMap configMap(GoldenCase golden) {
    return all(ConfigMap.class, golden)
        .filter(configMap -> configMap.getData().containsKey(CONFIG))
        .findFirst()
        .orElseThrow();
  }

  private static <R> Stream<R> all(Class<R> kind, GoldenCase golden) {
    return Rendering.of(golden.inputs()).stream().filter(kind::isInstance).map(kind::cast);
  }

  private static ProbeResult run(ContainerProcess container, String... arguments) {
    return container.probe(
        new ProbeBuilder()
            .withNewExec()
            .withCommand(
                Stream.concat(Stream.of(PrometheusImage.PROMTOOL), Stream.of(arguments)).toList())
            .endExec()
            .withTimeoutSeconds(Math.toIntExact(LIMIT.toSeconds()))
            .build());
  }

  private static void assertSuccess(ProbeResult result) {
    assertThat(result.success()).as(result.detail()).isTrue();
  }
}
