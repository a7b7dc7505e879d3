package com.torrust.operator.container;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends a container as the kubelet does: hook, signal, and SIGKILL when the grace period is over.
 */
final class Termination {

  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);

  /**
   * The kubelet's: a hook that uses up the grace period still leaves this much after the signal.
   */
  private static final Duration LEAST_AFTER_SIGNAL = Duration.ofSeconds(2);

  private final Namespaces namespaces;
  private final Probes probes;
  private final Optional<Lifecycle> lifecycle;
  private final Duration grace;
  private boolean killed;
  private Optional<String> hookFailure = Optional.empty();

  Termination(Namespaces namespaces, Probes probes, PodSpec spec, Container container) {
    this.namespaces = namespaces;
    this.probes = probes;
    this.lifecycle = Optional.ofNullable(container.getLifecycle());
    this.grace =
        Optional.ofNullable(spec.getTerminationGracePeriodSeconds())
            .map(Duration::ofSeconds)
            .orElse(DEFAULT_GRACE);
  }

  Duration run() {
    long start = System.nanoTime();
    lifecycle
        .map(Lifecycle::getPreStop)
        .filter(hook -> namespaces.isRunning())
        .ifPresent(this::hook);
    if (namespaces.isRunning()) {
      Duration left = grace.minusNanos(System.nanoTime() - start);
      namespaces.signal(
          lifecycle.map(Lifecycle::getStopSignal).orElse("TERM").replaceFirst("^SIG", ""));
      if (!namespaces.awaitEnd(
          left.compareTo(LEAST_AFTER_SIGNAL) < 0 ? LEAST_AFTER_SIGNAL : left)) {
        killed = true;
        namespaces.kill();
      }
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  boolean killed() {
    return killed;
  }

  Optional<String> hookFailure() {
    return hookFailure;
  }

  private void hook(LifecycleHandler hook) {
    ProbeResult result;
    if (hook.getExec() != null) {
      result = probes.exec(hook.getExec(), grace);
    } else if (hook.getHttpGet() != null) {
      result = probes.http(hook.getHttpGet(), grace);
    } else if (hook.getSleep() != null) {
      Duration sleep = Duration.ofSeconds(hook.getSleep().getSeconds());
      namespaces.awaitEnd(sleep.compareTo(grace) < 0 ? sleep : grace);
      result = new ProbeResult(true, "slept");
    } else {
      throw new UnsupportedOperationException(
          "only exec, httpGet and sleep hooks are supported here: " + hook);
    }
    // A hook that waits for the container's end goes down with it: that is no failure.
    boolean endedWithContainer = namespaces.awaitEnd(Duration.ofMillis(200));
    if (!result.success() && !endedWithContainer) {
      hookFailure = Optional.of(result.detail());
    }
  }
}
