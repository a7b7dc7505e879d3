package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TorrustStackStatus;
import com.torrust.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the status of a stack when it differs, and an Event when Ready changes. */
public final class StatusReport {

  private static final Logger LOG = LoggerFactory.getLogger(StatusReport.class);

  /**
   * Writes a status that was computed from the given stack.
   *
   * @throws KubernetesClientException a conflict when the stack has changed since it was read; the
   *     status is then to be computed anew
   */
  public void publish(
      TorrustStack stack, TorrustStackStatus status, Context<TorrustStack> context, Instant now) {
    if (status.equals(stack.getStatus())) {
      return;
    }
    final TorrustStack patch = new TorrustStack();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(stack.getMetadata().getNamespace())
            .withName(stack.getMetadata().getName())
            .withResourceVersion(stack.getMetadata().getResourceVersion())
            .build());
    patch.setStatus(status);
    context.resourceOperations().serverSideApplyPrimaryStatus(patch);
    final Condition ready = ready(status).orElseThrow();
    final boolean flipped =
        Optional.ofNullable(stack.getStatus())
            .flatMap(StatusReport::ready)
            .map(before -> !before.status().equals(ready.status()))
            .orElse(true);
    if (flipped) {
      final boolean stalled = status.condition(ConditionType.STALLED.word()).isPresent();
      announce(event(stack, ready, stalled, now), context.getClient());
    }
  }

  private static Optional<Condition> ready(TorrustStackStatus status) {
    return status.condition(ConditionType.READY.word());
  }

  private static Event event(TorrustStack stack, Condition ready, boolean stalled, Instant now) {
    final String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(stack.getMetadata().getNamespace())
        .withGenerateName(stack.getMetadata().getName() + ".")
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(stack.getApiVersion())
        .withKind(stack.getKind())
        .withNamespace(stack.getMetadata().getNamespace())
        .withName(stack.getMetadata().getName())
        .withUid(stack.getMetadata().getUid())
        .endInvolvedObject()
        .withType(stalled ? "Warning" : "Normal")
        .withReason(ready.reason())
        .withMessage(ready.message().substring(0, Math.min(1024, ready.message().length())))
        .withNewSource()
        .withComponent("torrust-operator")
        .endSource()
        .withFirstTimestamp(time)
        .withLastTimestamp(time)
        .withCount(1)
        .build();
  }

  /** An Event is news, not state: when it cannot be written, the status still tells. */
  private static void announce(Event event, KubernetesClient client) {
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      LOG.warn(
          "no event for {}/{}: {}",
          event.getMetadata().getNamespace(),
          event.getInvolvedObject().getName(),
          e.getMessage());
    }
  }
}
