package com.torrust.operator.benchmark;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.golden.Rendering;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.Objects;

/**
 * What the operator is compared with: a client without any logic that applies each stack and the
 * same children, and waits until Deployments are available and Certificates ready.
 *
 * @param bed where; no operator runs there
 */
record BareClient(Bed bed) {

  private static final int DEPLOYMENTS_PER_STACK = 3;

  /** Returns the seconds from the first request until everything works. */
  double converge(Fleet fleet, Duration limit) {
    fleet.createNamespaces(bed.client());
    try (Arrivals<Deployment> deployments =
            Arrivals.of(bed.client(), Deployment.class, BareClient::isAvailable);
        Arrivals<Certificate> certificates =
            Arrivals.of(
                bed.client(), Certificate.class, c -> fleet.includes(c) && isReady(c))) {
      final long begin = System.nanoTime();
      bed.each(fleet.members(), this::apply);
      Benchmark.say("applied after " + Duration.ofNanos(System.nanoTime() - begin).toSeconds());
      long end =
          deployments.await(
              fleet.size() * DEPLOYMENTS_PER_STACK, "Deployments are available", limit);
      if (fleet.certificates()) {
        end = Math.max(end, certificates.await(fleet.size(), "Certificates are ready", limit));
      }
      return Benchmark.seconds(begin, end);
    }
  }

  private void apply(Fleet.Member member) {
    final TorrustStack stack = member.typed(member.create(bed.client()));
    for (final HasMetadata child : Rendering.of(stack)) {
      bed.client().resource(child).fieldManager("bare-client").forceConflicts().serverSideApply();
    }
  }

  private static boolean isAvailable(Deployment deployment) {
    return deployment.getStatus() != null
        && Objects.equals(
            deployment.getMetadata().getGeneration(),
            deployment.getStatus().getObservedGeneration())
        && Objects.equals(
            deployment.getSpec().getReplicas(), deployment.getStatus().getAvailableReplicas());
  }

  private static boolean isReady(Certificate certificate) {
    return certificate.getStatus() != null
        && certificate.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }
}
