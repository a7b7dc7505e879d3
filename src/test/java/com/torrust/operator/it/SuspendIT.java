package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.cluster.AuditLog;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A suspended stack's children are nobody's business but the user's. */
@WithOperator
class SuspendIT {

  @Test
  void childrenAreLeftAloneAndTheStatusGoesOn(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();

    sandbox.apply("  suspend: true\n  tracker: {logLevel: trace}\n");
    final TorrustStack suspended =
        sandbox.awaitTrue("Suspended");
    assertThat(suspended.getStatus().condition("Ready").orElseThrow().status()).isEqualTo("True");
    final Instant start = Instant.now();

    sandbox.object(ConfigMap.class, "demo-prometheus").delete();
    sandbox.object(Deployment.class, "demo-grafana").scale(0);

    final TorrustStack stack =
        sandbox.awaitCondition("GrafanaAvailable", c -> c.status().equals("False"));
    assertThat(stack.getStatus().condition("Reconciling")).isEmpty();
    assertThat(sandbox.object(ConfigMap.class, "demo-prometheus").get()).isNull();
    // The write may be seen before it is in the log.
    Sandbox.await()
        .untilAsserted(
            () ->
                assertThat(sandbox.writesSince(start))
                    .extracting(AuditLog.Entry::subresource)
                    .containsOnly("status"));

    sandbox.apply("");
    assertThat(sandbox.awaitReady().getStatus().condition("Suspended")).isEmpty();
    assertThat(sandbox.object(ConfigMap.class, "demo-prometheus").get()).isNotNull();
  }

  @Test
  void aStackBornSuspendedMakesNothing(Sandbox sandbox) {
    sandbox.apply("  suspend: true\n");

    sandbox.awaitReason("TrackerAvailable", "NotCreated");
    assertThat(
            sandbox
                .client()
                .apps()
                .deployments()
                .inNamespace(sandbox.namespace())
                .list()
                .getItems())
        .isEmpty();
    assertThat(sandbox.client().secrets().inNamespace(sandbox.namespace()).list().getItems())
        .isEmpty();
  }
}
