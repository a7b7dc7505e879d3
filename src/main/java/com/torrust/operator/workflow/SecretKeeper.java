package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.SecretKeyRef;
import com.torrust.operator.api.v1alpha1.TlsMode;
import com.torrust.operator.api.v1alpha1.TlsSpec;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.grafana.GrafanaAdminSecret;
import com.torrust.operator.grafana.GrafanaAppliedSecret;
import com.torrust.operator.grafana.GrafanaMetricsSecret;
import com.torrust.operator.kube.Hash;
import com.torrust.operator.kube.Names;
import com.torrust.operator.prometheus.ScrapeConfigs;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Reason;
import com.torrust.operator.tracker.TrackerDatabaseSecret;
import com.torrust.operator.tracker.TrackerSchema;
import com.torrust.operator.tracker.TrackerTokenSecret;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sees to the Secrets of a stack: those that the user names must be complete, the others are
 * generated once.
 */
public final class SecretKeeper {

  private static final String SCRAPE_CONFIGS = "spec.prometheus.additionalScrapeConfigsSecret";

  private final Passwords passwords;
  private final FirstStart firstStart;

  /**
   * Creates a keeper.
   *
   * @param passwords makes new passwords
   * @param firstStart tells whether Grafana would take a new one
   */
  SecretKeeper(Passwords passwords, FirstStart firstStart) {
    this.passwords = passwords;
    this.firstStart = firstStart;
  }

  /**
   * Reads the Secrets of a stack, and makes and mends the generated ones unless it is suspended.
   */
  public StackSecrets keep(TorrustStack stack, Context<TorrustStack> context) {
    final SecretAccess access = new SecretAccess(stack, context);
    final Finding token = token(stack, access);
    final Finding database = database(stack, access);
    final Finding admin = withFitName(stack, admin(stack, context, access));
    final Finding metrics = metrics(stack, access);
    final Finding scrapeConfigs = scrapeConfigs(stack, access);
    final Finding certificate = certificate(stack, access);
    return new StackSecrets(
        adminName(stack),
        admin.value().map(Hash::of).orElse(""),
        token.value().map(Hash::of).orElse(""),
        database.value().map(login -> Hash.of(token.value().orElse(""), login)).orElse(""),
        metrics.value().map(Hash::of).orElse(""),
        scrapeConfigs
            .failure()
            .or(() -> scrapeConfigs.value().flatMap(text -> broken(stack, text))),
        Stream.of(token, database, admin, metrics, certificate)
            .map(Finding::failure)
            .flatMap(Optional::stream)
            .toList());
  }

  private Finding token(TorrustStack stack, SecretAccess access) {
    final String name = names(stack).trackerToken();
    final Finding found =
        access.generated(
            new SecretAccess.Generated(
                name,
                TrackerTokenSecret.KEY,
                token -> TrackerTokenSecret.desired(stack, token),
                ConditionType.TRACKER_AVAILABLE,
                true,
                () -> true),
            passwords);
    return found.value().filter(token -> !TrackerTokenSecret.isText(token)).isEmpty()
        ? found
        : Finding.failed(
            ConditionType.TRACKER_AVAILABLE,
            Reason.TOKEN_NOT_TEXT,
            "the token in Secret "
                + name
                + " is no text for the tracker, but a number or the like");
  }

  private Finding database(TorrustStack stack, SecretAccess access) {
    final TrackerSpec tracker = stack.getSpec().tracker();
    final Optional<ConfigSchema> schema = TrackerSchema.of(tracker);
    if (!tracker.database().external() || schema.isEmpty()) {
      return Finding.NOTHING;
    }
    return access.derived(
        new SecretAccess.Given(
            tracker.database().credentialsSecret().name(),
            List.of(TrackerDatabaseSecret.USERNAME, TrackerDatabaseSecret.PASSWORD),
            "spec.tracker.database.credentialsSecret",
            ConditionType.TRACKER_AVAILABLE),
        names(stack).trackerDatabase(),
        login ->
            TrackerDatabaseSecret.desired(
                stack,
                schema.get(),
                login.get(TrackerDatabaseSecret.USERNAME),
                login.get(TrackerDatabaseSecret.PASSWORD)));
  }

  private Finding admin(TorrustStack stack, Context<TorrustStack> context, SecretAccess access) {
    final boolean enabled = stack.getSpec().grafana().enabled();
    if (enabled && stack.getSpec().grafana().adminSecret() != null) {
      return access.given(
          new SecretAccess.Given(
              stack.getSpec().grafana().adminSecret().name(),
              List.of(GrafanaAdminSecret.USERNAME, GrafanaAdminSecret.PASSWORD),
              "spec.grafana.adminSecret",
              ConditionType.GRAFANA_AVAILABLE));
    }
    return access.generated(
        new SecretAccess.Generated(
            names(stack).grafanaAdmin(),
            GrafanaAdminSecret.PASSWORD,
            password -> GrafanaAdminSecret.desired(stack, password),
            ConditionType.GRAFANA_AVAILABLE,
            enabled,
            () -> takesNewPassword(stack, context, access)),
        passwords);
  }

  /** The name comes first in what was found. */
  private static Finding withFitName(TorrustStack stack, Finding admin) {
    return admin
            .value()
            .filter(login -> stack.getSpec().grafana().enabled())
            .flatMap(login -> login.lines().findFirst())
            .filter(name -> name.contains(":"))
            .isEmpty()
        ? admin
        : Finding.failed(
            ConditionType.GRAFANA_AVAILABLE,
            Reason.USERNAME_INVALID,
            "the username in Secret "
                + adminName(stack)
                + " has a colon, and a login over HTTP takes what follows it for the password");
  }

  /** Grafana keeps its login from the first start on, and changes it for who knows that one. */
  private boolean takesNewPassword(
      TorrustStack stack, Context<TorrustStack> context, SecretAccess access) {
    return firstStart.isAhead(stack, context)
        || Optional.ofNullable(access.read(names(stack).grafanaApplied()))
            .filter(GrafanaAppliedSecret::isComplete)
            .filter(secret -> access.foreign(secret, ConditionType.GRAFANA_AVAILABLE).isEmpty())
            .isPresent();
  }

  private Finding metrics(TorrustStack stack, SecretAccess access) {
    return stack.getSpec().grafanaMetrics()
        ? access.generated(
            new SecretAccess.Generated(
                names(stack).grafanaMetrics(),
                GrafanaMetricsSecret.PASSWORD,
                password -> GrafanaMetricsSecret.desired(stack, password),
                ConditionType.GRAFANA_AVAILABLE,
                true,
                () -> true),
            passwords)
        : Finding.NOTHING;
  }

  private static Finding scrapeConfigs(TorrustStack stack, SecretAccess access) {
    final SecretKeyRef secret = stack.getSpec().prometheus().additionalScrapeConfigsSecret();
    return secret == null || !stack.getSpec().prometheus().enabled()
        ? Finding.NOTHING
        : access.given(
            new SecretAccess.Given(
                secret.name(),
                List.of(secret.key()),
                SCRAPE_CONFIGS,
                ConditionType.PROMETHEUS_AVAILABLE));
  }

  private static Optional<Failure> broken(TorrustStack stack, String scrapeConfigs) {
    final SecretKeyRef secret = stack.getSpec().prometheus().additionalScrapeConfigsSecret();
    return ScrapeConfigs.problem(scrapeConfigs)
        .map(
            problem ->
                new Failure(
                    ConditionType.PROMETHEUS_AVAILABLE,
                    Reason.SCRAPE_CONFIGS_INVALID,
                    "key "
                        + secret.key()
                        + " of Secret "
                        + secret.name()
                        + ", named by "
                        + SCRAPE_CONFIGS
                        + ", "
                        + problem));
  }

  private static Finding certificate(TorrustStack stack, SecretAccess access) {
    final TlsSpec tls = stack.getSpec().exposure().tls();
    return tls.mode() == TlsMode.EXISTING_SECRET && stack.getSpec().exposure().viaIngress()
        ? access.given(
            new SecretAccess.Given(
                tls.existingSecret().name(),
                List.of("tls.crt", "tls.key"),
                "spec.exposure.tls.existingSecret",
                ConditionType.EXPOSED))
        : Finding.NOTHING;
  }

  private static String adminName(TorrustStack stack) {
    return stack.getSpec().grafana().adminSecret() == null
        ? names(stack).grafanaAdmin()
        : stack.getSpec().grafana().adminSecret().name();
  }

  private static Names names(TorrustStack stack) {
    return new Names(stack.getMetadata().getName());
  }
}
