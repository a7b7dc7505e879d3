package com.torrust.operator.runtime;

import com.torrust.operator.TorrustStackReconciler;
import com.torrust.operator.grafana.GrafanaAccount;
import com.torrust.operator.metrics.StackMetrics;
import com.torrust.operator.verification.StackProbe;
import com.torrust.operator.verification.VerificationSettings;
import com.torrust.operator.verification.VerificationSource;
import com.torrust.operator.workflow.FirstStart;
import com.torrust.operator.workflow.LoginKeeper;
import com.torrust.operator.workflow.OperatorPods;
import com.torrust.operator.workflow.Passwords;
import com.torrust.operator.workflow.StackReader;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the reconciler takes from outside. */
public final class OperatorBeans {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  OperatorPods operatorPods(@ConfigProperty(name = "torrust.operator.namespace") String namespace) {
    return new OperatorPods(namespace);
  }

  @Produces
  @Singleton
  VerificationSettings settings(
      @ConfigProperty(name = "torrust.verification.public-names") boolean publicNames,
      @ConfigProperty(name = "torrust.verification.pods") boolean pods,
      @ConfigProperty(name = "torrust.verification.threads") int threads) {
    return new VerificationSettings(publicNames, pods, threads);
  }

  @Produces
  @Singleton
  StackReader reader(VerificationSettings settings, Clock clock, Shutdown shutdown) {
    final FirstStart firstStart = new FirstStart(shutdown::begun);
    return new StackReader(
        new Passwords(),
        firstStart,
        new LoginKeeper(GrafanaAccount.create(), firstStart, settings, clock));
  }

  @Produces
  @Singleton
  VerificationSource verification(
      KubernetesClient client, Vertx vertx, VerificationSettings settings, Clock clock) {
    return new VerificationSource(
        new StackProbe(client, vertx, settings, new SecureRandom()), settings, clock);
  }

  /** The one of Quarkus Operator SDK 7.7.3 counts nothing (quarkus-operator-sdk issue 1385). */
  @Produces
  @Singleton
  Metrics metrics(MeterRegistry registry) {
    // A counter that appears with its first failure hides that failure from a rate.
    Stream.of(
            MicrometerMetricsV2.RECONCILIATIONS_STARTED,
            MicrometerMetricsV2.RECONCILIATIONS_SUCCESS,
            MicrometerMetricsV2.RECONCILIATIONS_FAILED,
            MicrometerMetricsV2.RECONCILIATIONS_RETRIES_NUMBER)
        .forEach(name -> registry.counter(name, "controller.name", TorrustStackReconciler.NAME));
    return MicrometerMetricsV2.newBuilder(registry).build();
  }

  @Produces
  @Singleton
  StackMetrics stackMetrics(PrometheusMeterRegistry registry) {
    return new StackMetrics().register(registry.getPrometheusRegistry());
  }
}
