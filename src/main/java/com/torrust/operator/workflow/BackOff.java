package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Knows which stacks have failed as they are now. Java Operator SDK 5.3 lets the delay between
 * retries grow until one succeeds, also when the stack has been changed meanwhile: who mends a
 * stack that has failed for long would wait a minute for each small hitch that follows.
 */
public final class BackOff {

  private final Map<ResourceID, Long> failed = new ConcurrentHashMap<>();

  /**
   * Remembers that a stack has failed, and returns whether it was changed since it last did.
   *
   * @param exists tells which stacks are still there; the others are forgotten
   */
  public boolean beginsAnew(TorrustStack stack, Predicate<ResourceID> exists) {
    failed.keySet().removeIf(exists.negate());
    final Long generation = stack.getMetadata().getGeneration();
    final Long before = failed.put(ResourceID.fromResource(stack), generation);
    return before != null && !before.equals(generation);
  }

  /** Forgets the failures of a stack that has succeeded. */
  public void ends(TorrustStack stack) {
    failed.remove(ResourceID.fromResource(stack));
  }
}
