package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.status.ConditionType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the operator tells of itself: metrics, the rules and dashboard made of them, and logs. */
@WithOperator
class MetricsIT {

  private static final Path ALERTS = Path.of("deploy/monitoring/alerts.yaml");
  private static final Path DASHBOARD = Path.of("deploy/monitoring/dashboard.json");

  /** In those files every metric has braces. */
  private static final Pattern SELECTOR = Pattern.compile("(\\w+)\\{([^}]*)}");

  private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"([^\"]*)\"");

  private final TestCluster cluster;

  MetricsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  /** With their labels, since a rule on a label that is not there is silent for ever. */
  @Test
  void everyMetricOfTheRulesAndTheDashboardIsServed(Operator operator, Sandbox sandbox)
      throws IOException {
    sandbox.apply("");
    sandbox.awaitReady();
    final List<String> served = metrics(operator);

    final List<MatchResult> used =
        Stream.of(
                new ObjectMapper(new YAMLFactory()).readTree(ALERTS.toFile()),
                new ObjectMapper().readTree(DASHBOARD.toFile()))
            .flatMap(document -> document.findValuesAsText("expr").stream())
            .flatMap(expression -> SELECTOR.matcher(expression).results())
            .toList();

    assertThat(used).hasSizeGreaterThan(15);
    assertThat(used)
        .allSatisfy(
            selector ->
                assertThat(served)
                    .as(selector.group())
                    .anyMatch(
                        line ->
                            line.matches(selector.group(1) + "[{ ].*")
                                && labels(selector).stream()
                                    .allMatch(label -> line.contains(label + "=\""))));
    System.out.println(
        "metrics that rules and dashboard use: "
            + new TreeSet<>(used.stream().map(selector -> selector.group(1)).toList()));
  }

  @Test
  void tellsTheConditionsAndEndpointsOfAStackAsLongAsItIsThere(
      Operator operator, Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final String stack = "namespace=\"" + sandbox.namespace() + "\",stack=\"demo\",";

    // Told from the operator's cache, which hears of the status a moment after the API server.
    Sandbox.await()
        .untilAsserted(
            () ->
                assertThat(metrics(operator))
                    .contains(
                        "torrust_stack_condition{"
                            + stack
                            + "condition=\"Ready\",status=\"True\"} 1.0",
                        "torrust_stack_condition{"
                            + stack
                            + "condition=\"WebSocketReady\",status=\"Unknown\"} 1.0")
                    .anyMatch(
                        line -> line.startsWith("torrust_stack_endpoint{" + stack + "endpoint=")));
    assertThat(metrics(operator))
        .as("no hostname is a label")
        .noneMatch(line -> line.contains("demo." + sandbox.namespace() + ".test"));
    assertThat(metrics(operator).stream().filter(line -> line.contains(stack)))
        .as("series of one stack")
        .hasSizeLessThanOrEqualTo(ConditionType.values().length + 8);

    sandbox.kubectl().run("delete", "tstack", "demo", "-n", sandbox.namespace());

    Sandbox.await().until(() -> metrics(operator).stream().noneMatch(l -> l.contains(stack)));
  }

  @Test
  void countsWhatItDoes(Operator operator, Sandbox sandbox) {
    final double before = sum(operator, "reconciliations_success_total");
    sandbox.apply("");
    sandbox.awaitReady();

    assertThat(sum(operator, "reconciliations_success_total")).isGreaterThan(before);
    assertThat(sum(operator, "reconciliations_execution_duration_seconds_count")).isPositive();
    assertThat(sum(operator, "custom_resources")).isPositive();
    Sandbox.await().until(() -> sum(operator, "reconciliations_active") == 0);
    Sandbox.await().until(() -> sum(operator, "reconciliations_queue") == 0);
  }

  @Test
  void logsOneJsonObjectALineOnRequest(Operator operator) throws IOException {
    operator.stop();

    try (OperatorProcess process =
        OperatorProcess.start(cluster, Map.of("quarkus.log.console.json.enabled", "true"))) {
      for (final String line : process.log().lines().toList()) {
        final JsonNode entry = new ObjectMapper().readTree(line);
        assertThat(entry.hasNonNull("timestamp")).as(line).isTrue();
        assertThat(entry.hasNonNull("level")).as(line).isTrue();
        assertThat(entry.hasNonNull("message")).as(line).isTrue();
      }
      assertThat(process.log().lines()).hasSizeGreaterThan(3);
    }
  }

  private static List<String> labels(MatchResult selector) {
    return LABEL.matcher(selector.group(2)).results().map(label -> label.group(1)).toList();
  }

  private static double sum(Operator operator, String name) {
    return metrics(operator).stream()
        .filter(line -> line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static List<String> metrics(Operator operator) {
    return operator.get("/q/metrics").lines().toList();
  }
}
