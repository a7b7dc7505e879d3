package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What is the stack's is looked after, what is not is left alone. */
@WithOperator
class OwnershipIT {

  @Test
  void aLabelledCopyIsNotDeleted(Sandbox sandbox) throws InterruptedException {
    sandbox.apply("");
    sandbox.awaitReady();
    final Ingress ours = sandbox.object(Ingress.class, "demo").get();
    sandbox
        .client()
        .resource(
            new IngressBuilder()
                .withNewMetadata()
                .withNamespace(sandbox.namespace())
                .withName("copy")
                .withLabels(ours.getMetadata().getLabels())
                .endMetadata()
                .withSpec(ours.getSpec())
                .build())
        .create();

    sandbox.apply("  tracker: {logLevel: warn}\n");
    sandbox.awaitReady();

    assertThat(sandbox.object(Ingress.class, "copy").get()).isNotNull();
  }

  @Test
  void lostLabelsComeBack(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();

    for (final String label : new String[] {"torrust.com/stack", "app.kubernetes.io/managed-by"}) {
      sandbox.kubectl().run("label", "-n", sandbox.namespace(), "ingress/demo", label + "-");
      Sandbox.await()
          .alias(label + " comes back")
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  sandbox
                      .object(Ingress.class, "demo")
                      .get()
                      .getMetadata()
                      .getLabels()
                      .containsKey(label));
    }
  }

  /** The garbage collector is still at work on the earlier stack's objects. */
  @RepeatedTest(3)
  void aStackMadeAnewAtOnceWaitsForTheEarlierOne(Sandbox sandbox) {
    sandbox.apply("  dataPolicy: Delete\n");
    sandbox.awaitReady();
    final String uid = sandbox.stack().getMetadata().getUid();

    sandbox.object(TorrustStack.class, "demo").delete();
    sandbox.apply("  dataPolicy: Delete\n");

    final TorrustStack stack = sandbox.awaitReady();
    assertThat(stack.getMetadata().getUid()).isNotEqualTo(uid);
    assertThat(
            sandbox
                .object(PersistentVolumeClaim.class, "demo-tracker")
                .get()
                .getMetadata()
                .getOwnerReferences())
        .extracting(owner -> owner.getUid())
        .containsExactly(stack.getMetadata().getUid());
  }

  /** A Secret of another type than the operator would make is as good as one of its own. */
  @Test
  void aRestoredSecretKeepsItsType(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final Secret before = sandbox.object(Secret.class, "demo-grafana-admin").get();

    sandbox.object(Secret.class, "demo-grafana-admin").delete();
    sandbox
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(sandbox.namespace())
                .withName("demo-grafana-admin")
                .withLabels(before.getMetadata().getLabels())
                .endMetadata()
                .withType("Opaque")
                .withData(before.getData())
                .build())
        .create();
    sandbox.apply("  tracker: {logLevel: warn}\n");

    sandbox.awaitReady();
    assertThat(sandbox.object(Secret.class, "demo-grafana-admin").get().getType())
        .isEqualTo("Opaque");
  }

  /** An annotation moves the generation of a Deployment; nothing has happened to the stack. */
  @Test
  void aForeignAnnotationDoesNotFlipReady(Sandbox sandbox) throws InterruptedException {
    sandbox.apply("");
    sandbox.awaitReady();
    sandbox.awaitQuiet();
    final Instant start = Instant.now();

    for (int i = 0; i < 5; i++) {
      sandbox.annotate("deployment/demo-tracker", "example.org/round=" + i);
      Thread.sleep(500);
    }

    assertThat(sandbox.writesSince(start)).isEmpty();
  }

  /** The class of the test cluster cannot grow volumes, and the wish cannot be taken back. */
  @Test
  void aVolumeThatCannotGrowHoldsNothingUp(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();

    sandbox.apply("  tracker: {logLevel: debug, storage: {size: 2Gi}}\n");

    final TorrustStack stack = sandbox.awaitReady();
    final Map<String, String> config =
        sandbox
            .client()
            .configMaps()
            .inNamespace(sandbox.namespace())
            .withName("demo-tracker")
            .get()
            .getData();
    assertThat(config.get("tracker.toml")).contains("debug");
    assertThat(stack.getStatus().condition("TrackerAvailable").orElseThrow().message())
        .contains("its volume stays at 1Gi instead of 2Gi");
  }
}
