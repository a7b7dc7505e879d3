package com.torrust.operator.runtime;

import com.torrust.operator.workflow.Passwords;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the reconciler takes from outside. */
public final class OperatorBeans {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Passwords passwords() {
    return new Passwords();
  }
}
