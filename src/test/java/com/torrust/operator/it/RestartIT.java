package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Restarts, races and conflicts leave nothing lost and nothing doubled. */
@WithOperator
class RestartIT {

  @Test
  void aRestartKeepsTransitionTimes(Sandbox sandbox, Operator operator)
      throws InterruptedException {
    sandbox.apply("");
    final TorrustStack before = sandbox.awaitReady();

    // Times are whole seconds: a new one would differ.
    Thread.sleep(1_100);
    operator.restart(Map.of());
    sandbox.apply("  tracker: {logLevel: warn}\n");
    final TorrustStack after = sandbox.awaitReady();

    assertThat(times(after, "CertificateReady", "PrometheusAvailable", "Exposed"))
        .isEqualTo(times(before, "CertificateReady", "PrometheusAvailable", "Exposed"));
  }

  @Test
  void editsWhileTheOperatorIsDownAreCaughtUp(Sandbox sandbox, Operator operator) {
    sandbox.apply("");
    sandbox.awaitReady();

    operator.stop();
    sandbox.apply("  tracker: {logLevel: trace}\n");
    sandbox.object(ConfigMap.class, "demo-prometheus").delete();
    operator.restart(Map.of());

    sandbox.awaitReady();
    Sandbox.await().until(() -> sandbox.object(ConfigMap.class, "demo-prometheus").get() != null);
    assertThat(config(sandbox)).contains("trace");
  }

  /**
   * Java Operator SDK 5.3 drops an edit that arrives while a status is being written, unless told
   * otherwise. The resync of 5 minutes would not come in time here.
   */
  @Test
  void anEditDuringAReconcileIsNotLost(Sandbox sandbox) throws InterruptedException {
    sandbox.apply("");
    for (int round = 0; round < 40; round++) {
      final int connections = 100 + round;
      edit(sandbox, connections);
      Thread.sleep(round * 3L);
    }

    Sandbox.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                sandbox
                    .stack()
                    .getStatus()
                    .observedGeneration()
                    .equals(sandbox.stack().getMetadata().getGeneration()));
    sandbox.awaitReady();
    assertThat(sandbox.container(Component.GRAFANA).getEnv())
        .anyMatch(e -> e.getName().equals("GF_LIVE_MAX_CONNECTIONS") && e.getValue().equals("139"));
  }

  /** Somebody else writes the object all the time; the status still gets there. */
  @Test
  void aConflictOnTheStatusIsComputedAnew(Sandbox sandbox) {
    sandbox.apply("");
    for (int round = 0; round < 60; round++) {
      sandbox.annotate("torruststack/demo", "example.org/round=" + round);
    }

    final TorrustStack stack = sandbox.awaitReady();

    assertThat(stack.getMetadata().getAnnotations()).containsEntry("example.org/round", "59");
  }

  @Test
  void twoStacksInOneNamespaceDoNotMix(Sandbox sandbox) {
    sandbox.apply("one", "  tracker: {logLevel: warn}\n");
    sandbox.apply("one-tracker", "");

    for (final String name : List.of("one", "one-tracker")) {
      Sandbox.await()
          .until(
              () ->
                  sandbox
                      .stack(name)
                      .getStatus()
                      .condition("Ready")
                      .orElseThrow()
                      .status()
                      .equals("True"));
    }
    assertThat(sandbox.object(ConfigMap.class, "one-tracker").get().getMetadata().getLabels())
        .containsEntry("torrust.com/stack", "one");
  }

  private static void edit(Sandbox sandbox, int connections) {
    sandbox.patch(
        "{\"spec\":{\"grafana\":{\"live\":{\"maxConnections\":" + connections + "}}}}");
  }

  private static String config(Sandbox sandbox) {
    return sandbox.object(ConfigMap.class, "demo-tracker").get().getData().get("tracker.toml");
  }

  private static List<String> times(TorrustStack stack, String... types) {
    return List.of(types).stream()
        .map(type -> stack.getStatus().condition(type).orElseThrow())
        .map(Condition::lastTransitionTime)
        .toList();
  }
}
