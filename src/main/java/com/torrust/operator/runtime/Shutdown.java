package com.torrust.operator.runtime;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Knows whether the operator has been told to stop. */
@Singleton
public final class Shutdown {

  private volatile boolean begun;

  /** Before Java Operator SDK is told to stop. */
  void begins(@Observes @Priority(1) ShutdownEvent event) {
    begun = true;
  }

  /** Returns whether the operator is about to end. */
  public boolean begun() {
    return begun;
  }
}
