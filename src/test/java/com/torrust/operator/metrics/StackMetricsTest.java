package com.torrust.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StackMetricsTest {

  private static final String REPORTED =
      """
      apiVersion: torrust.com/v1alpha1
      kind: TorrustStack
      metadata: {name: demo, namespace: torrust}
      spec: {hostname: secret.example.test}
      status:
        url: https://secret.example.test/
        conditions:
        - {type: Ready, status: "False", reason: R, message: secret.example.test, lastTransitionTime: T}
        endpoints:
        - {name: grafana-live, row: GrafanaLive, url: https://secret.example.test/, verified: Unknown}
      """;

  private static final String NEW =
      """
      apiVersion: torrust.com/v1alpha1
      kind: TorrustStack
      metadata: {name: fresh, namespace: torrust}
      spec: {hostname: fresh.example.test}
      """;

  private final List<TorrustStack> stacks = new ArrayList<>();
  private final CollectorRegistry registry = new CollectorRegistry(true);
  private final StackMetrics metrics = new StackMetrics().register(registry);

  @Test
  void tellConditionsAndEndpointsAndNothingThatAUserWrote() throws IOException {
    metrics.read(new InMemory(stacks));
    stacks.add(Serialization.unmarshal(REPORTED, TorrustStack.class));
    stacks.add(Serialization.unmarshal(NEW, TorrustStack.class));

    assertThat(series())
        .containsExactlyInAnyOrder(
            "torrust_stack_condition{namespace=\"torrust\",stack=\"demo\","
                + "condition=\"Ready\",status=\"False\",} 1.0",
            "torrust_stack_endpoint{namespace=\"torrust\",stack=\"demo\","
                + "endpoint=\"grafana-live\",verified=\"Unknown\",} 1.0");
  }

  @Test
  void endWithTheStack() throws IOException {
    metrics.read(new InMemory(stacks));
    stacks.add(Serialization.unmarshal(REPORTED, TorrustStack.class));
    assertThat(series()).isNotEmpty();

    stacks.clear();

    assertThat(series()).isEmpty();
  }

  @Test
  void areNoneBeforeTheOperatorReadsStacks() throws IOException {
    assertThat(series()).isEmpty();
  }

  private List<String> series() throws IOException {
    final StringWriter text = new StringWriter();
    TextFormat.write004(text, registry.metricFamilySamples());
    return text.toString().lines().filter(line -> !line.startsWith("#")).toList();
  }

  private record InMemory(List<TorrustStack> stacks) implements Cache<TorrustStack> {

    @Override
    public Optional<TorrustStack> get(ResourceID id) {
      return list(stack -> ResourceID.fromResource(stack).equals(id)).findFirst();
    }

    @Override
    public Stream<ResourceID> keys() {
      return stacks.stream().map(ResourceID::fromResource);
    }

    @Override
    public Stream<TorrustStack> list(Predicate<TorrustStack> predicate) {
      return stacks.stream().filter(predicate);
    }
  }
}
