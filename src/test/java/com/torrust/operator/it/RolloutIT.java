package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An edit of the spec restarts the pods that it concerns, and no other. */
@WithOperator
class RolloutIT {

  private static final List<String> COMPONENTS = List.of("tracker", "prometheus", "grafana");

  static Stream<Arguments> edits() {
    return Stream.of(
        arguments("  tracker: {logLevel: debug}\n", Set.of("tracker")),
        arguments("  tracker: {listed: true}\n", Set.of("tracker")),
        arguments("  tracker: {image: 'torrust/tracker:3.0.0'}\n", Set.of("tracker")),
        arguments("  prometheus: {retention: {time: 30d}}\n", Set.of("prometheus")),
        arguments("  prometheus: {scrapeInterval: 30s}\n", Set.of("grafana")),
        arguments("  prometheus: {alertmanagers: ['http://alertmanager:9093']}\n", Set.of()),
        arguments("  prometheus: {serviceMonitor: {}}\n", Set.of()),
        arguments("  grafana: {live: {maxConnections: 5}}\n", Set.of("grafana")),
        arguments("  grafana: {resources: {requests: {cpu: '0.2'}}}\n", Set.of("grafana")),
        arguments("  dataPolicy: Delete\n", Set.of()),
        arguments(
            "  tracker: {udp: [{name: udp, port: 6969, service: {type: NodePort}}]}\n", Set.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void restartsOnlyWhatItConcerns(String edit, Set<String> restarted, Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final Map<String, Long> before = generations(sandbox);

    sandbox.apply(edit);
    sandbox.awaitReady();

    final Map<String, Long> after = generations(sandbox);
    assertThat(
            COMPONENTS.stream()
                .filter(component -> !after.get(component).equals(before.get(component)))
                .collect(Collectors.toSet()))
        .isEqualTo(restarted);
  }

  @Test
  void prometheusReloadsItsFileWithoutRestart(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final long before = generations(sandbox).get("prometheus");

    sandbox.apply("  prometheus: {scrapeInterval: 42s}\n");
    sandbox.awaitReady();

    assertThat(
            sandbox
                .object(ConfigMap.class, "demo-prometheus")
                .get()
                .getData()
                .get("prometheus.yml"))
        .contains("42s");
    assertThat(generations(sandbox).get("prometheus")).isEqualTo(before);
  }

  @Test
  void listenersComeAndGoWithTheirServices(Sandbox sandbox) {
    sandbox.apply("  tracker: {udp: [{name: a, port: 6969}, {name: b, port: 6868}]}\n");
    sandbox.awaitReady();
    assertThat(udpServices(sandbox)).containsExactlyInAnyOrder("demo-tracker-a", "demo-tracker-b");

    sandbox.apply("  tracker: {udp: [{name: b, port: 6868, service: {type: ClusterIP}}]}\n");
    sandbox.awaitReady();

    Sandbox.await().until(() -> udpServices(sandbox).equals(List.of("demo-tracker-b")));
    assertThat(sandbox.object(Service.class, "demo-tracker-b").get().getSpec().getType())
        .isEqualTo("ClusterIP");
  }

  private static Map<String, Long> generations(Sandbox sandbox) {
    return COMPONENTS.stream()
        .collect(
            Collectors.toMap(
                component -> component,
                component ->
                    sandbox
                        .object(Deployment.class, "demo-" + component)
                        .get()
                        .getMetadata()
                        .getGeneration()));
  }

  private static List<String> udpServices(Sandbox sandbox) {
    return sandbox.client().services().inNamespace(sandbox.namespace()).list().getItems().stream()
        .filter(service -> service.getSpec().getPorts().get(0).getProtocol().equals("UDP"))
        .map(service -> service.getMetadata().getName())
        .toList();
  }
}
