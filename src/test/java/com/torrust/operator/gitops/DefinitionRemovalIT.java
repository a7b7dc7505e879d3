package com.torrust.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.it.Kubectl;
import com.torrust.operator.it.OperatorExtension;
import com.torrust.operator.it.OperatorProcess;
import com.torrust.operator.it.Sandbox;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On a cluster of its own, which it waits for beside other tests: all stacks go. */
class DefinitionRemovalIT {

  /**
   * After this, the garbage collector of Kubernetes knows a new kind: it asks every 30 s. Of a kind
   * that goes before, it never collects the children.
   */
  private static final Duration NOTICED = Duration.ofSeconds(40);

  @Test
  void theDefinitionGoesWithItsStacksAndTheDataStays() throws InterruptedException {
    assumeTrue(
        System.getenv(TestCluster.KUBECONFIG_VARIABLE) == null,
        "the stacks of an existing cluster are not this test's to delete");
    try (TestCluster cluster = TestCluster.startForTests()) {
      final Kubectl kubectl = new Kubectl(cluster);
      OperatorExtension.applyManifests(kubectl);
      kubectl.run("create", "namespace", "torrust");
      try (OperatorProcess operator = OperatorProcess.start(cluster, Map.of())) {
        apply(kubectl);
        final String claim = uid(kubectl);
        Thread.sleep(NOTICED.toMillis());

        kubectl.run("delete", "-f", "crds", "--timeout=60s");

        Sandbox.await()
            .untilAsserted(
                () ->
                    assertThat(kubectl.run("get", "deployments,services", "-n", "torrust"))
                        .contains("No resources"));
        assertThat(uid(kubectl)).isEqualTo(claim);
      }
      OperatorExtension.applyManifests(kubectl);
      try (OperatorProcess operator = OperatorProcess.start(cluster, Map.of())) {
        final String claim = uid(kubectl);
        apply(kubectl);
        assertThat(uid(kubectl)).as("the volume is taken up again").isEqualTo(claim);
        assertThat(operator.isAlive()).isTrue();
      }
    }
  }

  private static void apply(Kubectl kubectl) {
    final Kubectl.Result result =
        kubectl.attempt(
            """
            apiVersion: torrust.com/v1alpha1
            kind: TorrustStack
            metadata: {name: demo, namespace: torrust}
            spec: {hostname: tracker.removal.test, exposure: {tls: {mode: Disabled}}}
            """,
            "apply",
            "-f",
            "-");
    assertThat(result.code()).as(result.output()).isZero();
    kubectl.run(
        "wait", "-n", "torrust", "--for=condition=Ready", "torruststack/demo", "--timeout=90s");
  }

  private static String uid(Kubectl kubectl) {
    return kubectl.run(
        "get", "pvc/demo-tracker", "-n", "torrust", "-o", "jsonpath={.metadata.uid}");
  }
}
