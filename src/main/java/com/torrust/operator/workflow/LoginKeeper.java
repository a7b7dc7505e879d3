package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.DataPolicy;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.grafana.GrafanaAccount;
import com.torrust.operator.grafana.GrafanaAppliedSecret;
import com.torrust.operator.grafana.GrafanaService;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Hash;
import com.torrust.operator.kube.Names;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Observed;
import com.torrust.operator.status.Reason;
import com.torrust.operator.verification.Connection;
import com.torrust.operator.verification.Credentials;
import com.torrust.operator.verification.VerificationSettings;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the login of Grafana's administrator as its Secret says. Grafana reads it at its first
 * start only; later it is told over its API, which wants to hear the former password too. So the
 * login that Grafana has stands in a Secret of its own, {@link GrafanaAppliedSecret}.
 *
 * <p>What is remembered between two reconciles saves requests, and nothing is lost with it.
 */
public final class LoginKeeper {

  /** A refused password is not sent again before this, since Grafana locks out who insists. */
  private static final Duration LOCK = Duration.ofMinutes(10);

  private final GrafanaAccount grafana;
  private final FirstStart firstStart;
  private final VerificationSettings settings;
  private final Clock clock;
  private final Map<ResourceID, Known> known = new ConcurrentHashMap<>();

  /**
   * What came of the last look at a login.
   *
   * @param wanted hash of what was wanted
   * @param applied hash of the login that Grafana had
   * @param failure why Grafana has another one, empty when it has this one
   * @param again from when on the same is tried again
   */
  private record Known(String wanted, String applied, Optional<Failure> failure, Instant again) {

    boolean settles(String hash) {
      return failure.isEmpty() && wanted.equals(hash);
    }

    boolean holds(String hash, String has, Instant now) {
      return wanted.equals(hash) && applied.equals(has) && now.isBefore(again);
    }
  }

  /** One stack and what is needed to keep its login. */
  private record Work(
      TorrustStack stack, SecretAccess access, String adminName, String hash, boolean fresh) {

    Names names() {
      return new Names(stack.getMetadata().getName());
    }
  }

  /**
   * Creates a keeper.
   *
   * @param grafana talks to Grafana
   * @param firstStart tells whether Grafana takes the login by itself
   * @param settings whether pods can be reached
   * @param clock tells when a refused password may be sent again
   */
  public LoginKeeper(
      GrafanaAccount grafana,
      FirstStart firstStart,
      VerificationSettings settings,
      Clock clock) {
    this.grafana = grafana;
    this.firstStart = firstStart;
    this.settings = settings;
    this.clock = clock;
  }

  /** Gives Grafana the login of its Secret if it has another one; returns why that failed. */
  public Optional<Failure> keep(
      TorrustStack stack, StackSecrets secrets, Context<TorrustStack> context) {
    if (!stack.getSpec().grafana().enabled()
        || stack.getSpec().suspend()
        || secrets.adminHash().isEmpty()) {
      return Optional.empty();
    }
    final ResourceID id = ResourceID.fromResource(stack);
    final Work work = work(stack, secrets, context);
    final Known before = known.get(id);
    try {
      if (before != null
          && before.settles(work.hash())
          && work.access().read(work.names().grafanaApplied()) != null) {
        return Optional.empty();
      }
      final Optional<Known> now = look(work, before, context);
      known.keySet().removeIf(other -> !context.getPrimaryCache().contains(other));
      now.ifPresentOrElse(value -> known.put(id, value), () -> known.remove(id));
      return now.flatMap(Known::failure);
    } catch (KubernetesClientException e) {
      return Optional.of(Failures.of(ConditionType.GRAFANA_AVAILABLE, e));
    }
  }

  /** Returns what is known now, empty while Grafana is not there to be asked. */
  private Optional<Known> look(Work work, Known before, Context<TorrustStack> context) {
    final Secret admin = work.access().read(work.adminName());
    final Secret applied = work.access().read(work.names().grafanaApplied());
    if (admin == null || !GrafanaAppliedSecret.isComplete(admin)) {
      return Optional.empty();
    }
    final Credentials wanted = GrafanaAppliedSecret.read(admin);
    final Optional<Failure> foreign =
        Optional.ofNullable(applied)
            .flatMap(secret -> work.access().foreign(secret, ConditionType.GRAFANA_AVAILABLE));
    if (foreign.isPresent()) {
      return Optional.of(new Known(work.hash(), "", foreign, Instant.MIN));
    }
    final Optional<Credentials> has =
        Optional.ofNullable(applied)
            .filter(GrafanaAppliedSecret::isComplete)
            .map(GrafanaAppliedSecret::read);
    final boolean mustBe = work.fresh() || (has.isEmpty() && !settings.pods());
    if (mustBe || has.filter(wanted::equals).isPresent()) {
      return Optional.of(settled(work, applied, wanted));
    }
    final String hash = has.map(LoginKeeper::hash).orElse("");
    if (before != null && before.holds(work.hash(), hash, clock.instant())) {
      return Optional.of(before);
    }
    if (!settings.pods()) {
      return Optional.of(new Known(work.hash(), hash, Optional.of(unreachable(work)), Instant.MIN));
    }
    return Observed.podAddress(
            context.getSecondaryResourcesAsStream(Pod.class), Component.GRAFANA)
        .map(address -> new Connection(Connection.Kind.POD, address, GrafanaService.PORT))
        .map(
            pod ->
                has.map(former -> grafana.change(pod, former, wanted))
                    .orElseGet(() -> grafana.check(pod, wanted)))
        .map(
            outcome ->
                outcome.result() == GrafanaAccount.Result.DONE
                    ? settled(work, applied, wanted)
                    : failed(work, hash, outcome));
  }

  private static Known settled(Work work, Secret applied, Credentials wanted) {
    work.access().write(applied, GrafanaAppliedSecret.desired(work.stack(), wanted));
    return new Known(work.hash(), hash(wanted), Optional.empty(), Instant.MIN);
  }

  private Known failed(Work work, String applied, GrafanaAccount.Outcome outcome) {
    final boolean pending = outcome.result() == GrafanaAccount.Result.NO_ANSWER;
    final String observed =
        outcome.result() == GrafanaAccount.Result.REFUSED
            ? "Grafana takes neither the password in Secret "
                + work.adminName()
                + " nor the one that it had before, unless somebody's wrong guesses have locked"
                + " the login for some minutes; set it by "
                + command(work)
            : "Grafana does not have the password in Secret "
                + work.adminName()
                + " yet: "
                + outcome.observed();
    return new Known(
        work.hash(),
        applied,
        Optional.of(
            new Failure(
                ConditionType.GRAFANA_AVAILABLE,
                pending ? Reason.PASSWORD_PENDING : Reason.PASSWORD_NOT_CHANGED,
                observed)),
        pending ? Instant.MIN : clock.instant().plus(LOCK));
  }

  private static Failure unreachable(Work work) {
    return new Failure(
        ConditionType.GRAFANA_AVAILABLE,
        Reason.PASSWORD_NOT_CHANGED,
        "the operator runs outside the pods' network and cannot give Grafana the password in"
            + " Secret "
            + work.adminName()
            + "; set it by "
            + command(work)
            + " and then say so by kubectl delete secret "
            + work.names().grafanaApplied()
            + " -n "
            + work.stack().getMetadata().getNamespace());
  }

  private static String command(Work work) {
    final String namespace = work.stack().getMetadata().getNamespace();
    return "kubectl get secret "
        + work.adminName()
        + " -n "
        + namespace
        + " -o jsonpath='{.data.password}' | base64 -d | kubectl exec -i -n "
        + namespace
        + " deployment/"
        + work.names().of(Component.GRAFANA)
        + " -- grafana cli admin reset-admin-password --password-from-stdin";
  }

  private Work work(
      TorrustStack stack, StackSecrets secrets, Context<TorrustStack> context) {
    final DataPolicy policy = stack.getSpec().dataPolicyOf(stack.getSpec().grafana().storage());
    return new Work(
        stack,
        new SecretAccess(stack, context),
        secrets.adminName(),
        Hash.of(stack.getMetadata().getUid(), policy.name(), secrets.adminHash()),
        firstStart.isAhead(stack, context));
  }

  private static String hash(Credentials login) {
    return Hash.of(login.name(), login.password());
  }
}
