package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Lets only some stacks be made at a time, the others in the order of their arrival. Java Operator
 * SDK 5.3 reconciles in the order of events: an edit of a stack would wait for hundreds that were
 * created before it, each of which takes much longer. A first turn that fails was a turn: the
 * back-off decides when the next one is, so after an outage amid many creations more are made at a
 * time.
 */
public final class Newcomers extends SimpleInboundEventSource<TorrustStack> {

  /** Who waits is called; this is for the case that a call gets lost. */
  private static final Duration AT_LATEST = Duration.ofSeconds(30);

  private final int places;
  private final Set<ResourceID> inside = new HashSet<>();
  private final Set<ResourceID> called = new HashSet<>();
  private final Set<ResourceID> waiting = new LinkedHashSet<>();
  private final Set<ResourceID> served = new HashSet<>();

  /**
   * Creates the queue.
   *
   * @param places how many stacks are made at a time
   */
  public Newcomers(int places) {
    super("newcomers");
    this.places = places;
  }

  /**
   * Reconciles a stack, if it is its turn; otherwise an event calls it when it is.
   *
   * @throws Exception what the reconcile throws
   */
  public UpdateControl<TorrustStack> inTurn(
      TorrustStack stack,
      Context<TorrustStack> context,
      Callable<UpdateControl<TorrustStack>> reconcile)
      throws Exception {
    // One that is marked for deletion is reconciled no more, and so would never leave.
    final Predicate<ResourceID> exists =
        id ->
            context.getPrimaryCache().get(id).filter(s -> !s.isMarkedForDeletion()).isPresent();
    if (!admits(stack, exists)) {
      return UpdateControl.<TorrustStack>noUpdate().rescheduleAfter(AT_LATEST);
    }
    try {
      return reconcile.call();
    } finally {
      leaves(stack, exists);
    }
  }

  /**
   * Returns whether a stack may be reconciled now. One that had its turn may, also while the cache
   * does not show its status yet: when a failed one is tried again, the back-off decides.
   *
   * @param exists tells which stacks are still there
   */
  synchronized boolean admits(TorrustStack stack, Predicate<ResourceID> exists) {
    final ResourceID id = ResourceID.fromResource(stack);
    if (!isNew(stack)) {
      waiting.remove(id);
      served.remove(id);
      if (called.remove(id)) {
        call(exists);
      }
      return true;
    }
    if (served.contains(id)) {
      return true;
    }
    if (called.remove(id) || hasPlace()) {
      return inside.add(id);
    }
    waiting.add(id);
    call(exists);
    return false;
  }

  /** Gives the place of a stack, if it has one, to the next; see {@link #admits}. */
  synchronized void leaves(TorrustStack stack, Predicate<ResourceID> exists) {
    final ResourceID id = ResourceID.fromResource(stack);
    if (inside.remove(id)) {
      served.add(id);
      served.removeIf(exists.negate());
      call(exists);
    }
  }

  /** Gives away every place that is free, so that nobody waits while there is one. */
  private void call(Predicate<ResourceID> exists) {
    called.removeIf(exists.negate());
    final Iterator<ResourceID> next = waiting.iterator();
    while (hasPlace() && next.hasNext()) {
      final ResourceID id = next.next();
      next.remove();
      if (exists.test(id)) {
        called.add(id);
        propagateEvent(id);
      }
    }
  }

  private boolean hasPlace() {
    return inside.size() + called.size() < places;
  }

  /** Nothing was ever reported about it. */
  private static boolean isNew(TorrustStack stack) {
    return stack.getStatus() == null || stack.getStatus().observedGeneration() < 0;
  }
}
