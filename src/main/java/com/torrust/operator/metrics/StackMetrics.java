package com.torrust.operator.metrics;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.Endpoint;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * What the status of every stack says, as metrics. They are made from the cache of stacks while
 * Prometheus asks, so a stack that is gone leaves nothing behind. The labels besides namespace and
 * name of a stack take a few known values; what a user wrote or a program answered is in none.
 */
public final class StackMetrics extends Collector {

  private final AtomicReference<Cache<TorrustStack>> stacks = new AtomicReference<>();

  /** Takes the cache that stacks are read from. */
  public void read(Cache<TorrustStack> cache) {
    stacks.set(cache);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    final GaugeMetricFamily conditions =
        new GaugeMetricFamily(
            "torrust_stack_condition",
            "1 for the status that a condition of a stack has",
            List.of("namespace", "stack", "condition", "status"));
    final GaugeMetricFamily endpoints =
        new GaugeMetricFamily(
            "torrust_stack_endpoint",
            "1 for what the verification says of an endpoint of a stack",
            List.of("namespace", "stack", "endpoint", "verified"));
    reported()
        .forEach(
            stack -> {
              final String namespace = stack.getMetadata().getNamespace();
              final String name = stack.getMetadata().getName();
              for (final Condition condition : stack.getStatus().conditions()) {
                conditions.addMetric(
                    List.of(namespace, name, condition.type(), condition.status()), 1);
              }
              for (final Endpoint endpoint : stack.getStatus().endpoints()) {
                endpoints.addMetric(
                    List.of(namespace, name, endpoint.name(), endpoint.verified()), 1);
              }
            });
    return List.of(conditions, endpoints);
  }

  private Stream<TorrustStack> reported() {
    final Cache<TorrustStack> cache = stacks.get();
    return cache == null ? Stream.empty() : cache.list().filter(s -> s.getStatus() != null);
  }
}
