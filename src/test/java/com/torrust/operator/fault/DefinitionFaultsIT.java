package com.torrust.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.it.Kubectl;
import com.torrust.operator.it.Sandbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the operator lives on is taken away under it. */
@WithFaults
class DefinitionFaultsIT {

  private static final String CRD = "crd/torruststacks.torrust.com";

  /**
   * Kubernetes' garbage collector knows the kind again only after a while, and only then deletes the
   * children of the stacks that went with their definition.
   */
  @Test
  void theDefinitionIsDeletedAndAppliedAgain(FaultBed bed, Sandbox sandbox, Stacks stacks) {
    stacks.create("one");
    stacks.create("two");
    stacks.awaitSettled();
    final Belongings before = Belongings.of(sandbox.client(), sandbox.namespace());

    sandbox.kubectl().run("delete", CRD, "--timeout=60s");
    sandbox.kubectl().run("apply", "-f", "crds");
    awaitServed(sandbox);
    stacks.create("one");
    stacks.create("two");
    bed.tell("CRD deleted and applied again, with the same stacks", stacks.awaitSettled(), "");

    before.assertKeptIn(Belongings.of(sandbox.client(), sandbox.namespace()));
    bed.assertUnharmed(sandbox);
  }

  @Test
  void theNamespaceIsDeletedMidway(FaultBed bed, Sandbox sandbox, Stacks stacks) {
    stacks.create("staying");
    stacks.awaitSettled();
    try (Sandbox doomed = Sandbox.create(bed.cluster().cluster())) {
      final Stacks there = new Stacks(doomed);
      there.create("one");
      there.create("two");
      doomed.close();
      final long start = System.nanoTime();
      stacks.edit("staying");
      final Duration edit = stacks.awaitSettled();
      Sandbox.await()
          .until(() -> doomed.client().namespaces().withName(doomed.namespace()).get() == null);
      bed.tell(
          "namespace deleted amid two creations: gone",
          Duration.ofNanos(System.nanoTime() - start),
          ", an edit elsewhere after " + edit.toMillis() + " ms");
    }
    bed.assertUnharmed(sandbox);
  }

  private static void awaitServed(Sandbox sandbox) {
    final Kubectl kubectl = sandbox.kubectl();
    Sandbox.await()
        .untilAsserted(() -> kubectl.run("wait", "--for=condition=Established", CRD));
    Sandbox.await()
        .untilAsserted(() -> kubectl.run("get", "torruststacks", "-n", sandbox.namespace()));
  }
}
