package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.SecretRef;
import com.torrust.operator.api.v1alpha1.TlsMode;
import com.torrust.operator.api.v1alpha1.TlsSpec;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.grafana.GrafanaAdminSecret;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Hash;
import com.torrust.operator.kube.Names;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Reason;
import com.torrust.operator.tracker.TrackerTokenSecret;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the Secrets of a stack by name and makes those that are to be generated, once.
 *
 * <p>There is no informer on Secrets: the operator may neither list nor watch them.
 */
public final class SecretKeeper {

  private final Passwords passwords;

  /** Creates a keeper that takes new passwords from the given source. */
  public SecretKeeper(Passwords passwords) {
    this.passwords = passwords;
  }

  /**
   * Reads the Secrets of a stack, and makes and mends the generated ones unless it is suspended.
   *
   * @throws KubernetesClientException when the API server cannot be asked
   */
  public StackSecrets keep(TorrustStack stack, Context<TorrustStack> context) {
    final Round round = new Round(stack, context, new ArrayList<>());
    final String tokenHash = round.token();
    final String adminName = round.admin();
    round.certificate();
    return new StackSecrets(adminName, tokenHash, List.copyOf(round.failures));
  }

  private final class Round {

    private final TorrustStack stack;
    private final Context<TorrustStack> context;
    private final List<Failure> failures;
    private final Names names;

    private Round(TorrustStack stack, Context<TorrustStack> context, List<Failure> failures) {
      this.stack = stack;
      this.context = context;
      this.failures = failures;
      this.names = new Names(stack.getMetadata().getName());
    }

    private String token() {
      return kept(
              names.trackerToken(),
              TrackerTokenSecret.KEY,
              token -> TrackerTokenSecret.desired(stack, token),
              ConditionType.TRACKER_AVAILABLE,
              true)
          .map(Hash::of)
          .orElse("");
    }

    private String admin() {
      final SecretRef given = stack.getSpec().grafana().adminSecret();
      if (!stack.getSpec().grafana().enabled()) {
        return null;
      }
      if (given != null) {
        require(
            given.name(),
            List.of(GrafanaAdminSecret.USERNAME, GrafanaAdminSecret.PASSWORD),
            "spec.grafana.adminSecret",
            ConditionType.GRAFANA_AVAILABLE);
        return given.name();
      }
      final boolean fresh =
          !exists(Deployment.class, names.of(Component.GRAFANA))
              && !exists(PersistentVolumeClaim.class, names.of(Component.GRAFANA));
      kept(
          names.grafanaAdmin(),
          GrafanaAdminSecret.PASSWORD,
          password -> GrafanaAdminSecret.desired(stack, password),
          ConditionType.GRAFANA_AVAILABLE,
          fresh);
      return names.grafanaAdmin();
    }

    private void certificate() {
      final TlsSpec tls = stack.getSpec().exposure().tls();
      if (tls.mode() == TlsMode.EXISTING_SECRET && stack.getSpec().exposure().viaIngress()) {
        require(
            tls.existingSecret().name(),
            List.of("tls.crt", "tls.key"),
            "spec.exposure.tls.existingSecret",
            ConditionType.EXPOSED);
      }
    }

    /** Returns the value of a generated Secret, empty when there is none and none may be made. */
    private Optional<String> kept(
        String name,
        String key,
        Function<String, Secret> desired,
        ConditionType gate,
        boolean mayGenerate) {
      final Secret existing = read(name);
      if (existing != null && !Creation.belongs(existing, stack)) {
        failures.add(
            new Failure(
                gate, Reason.NAME_COLLISION, Creation.collision(existing, stack).getMessage()));
        return Optional.empty();
      }
      if (existing != null && !SecretValues.has(existing, key)) {
        failures.add(
            new Failure(
                gate, Reason.SECRET_INCOMPLETE, "Secret " + name + " has no value for " + key));
        return Optional.empty();
      }
      if (existing == null && !mayGenerate) {
        failures.add(
            new Failure(
                gate, Reason.SECRET_LOST, "Secret " + name + " was deleted, its data is still there"));
        return Optional.empty();
      }
      if (existing == null && stack.getSpec().suspend()) {
        return Optional.empty();
      }
      final String value =
          existing == null ? passwords.next() : SecretValues.get(existing, key);
      if (!stack.getSpec().suspend()) {
        apply(existing, SecretValues.preserving(existing, desired.apply(value)));
      }
      return Optional.of(value);
    }

    private void apply(Secret existing, Secret desired) {
      if (existing == null) {
        // With a version, the API server creates the object or answers with a conflict.
        desired.getMetadata().setResourceVersion("1");
      } else if (SSABasedGenericKubernetesResourceMatcher.<Secret>getInstance()
          .matches(existing, desired, context)) {
        return;
      }
      context.getClient().resource(desired).fieldManager(manager()).forceConflicts().serverSideApply();
    }

    private void require(String name, List<String> keys, String field, ConditionType gate) {
      final Secret secret = read(name);
      if (secret == null) {
        failures.add(
            new Failure(
                gate,
                Reason.SECRET_MISSING,
                "Secret " + name + ", named by " + field + ", does not exist"));
        return;
      }
      final List<String> missing =
          keys.stream().filter(key -> !SecretValues.has(secret, key)).toList();
      if (!missing.isEmpty()) {
        failures.add(
            new Failure(
                gate,
                Reason.SECRET_INCOMPLETE,
                "Secret "
                    + name
                    + ", named by "
                    + field
                    + ", has no value for "
                    + String.join(", ", missing)));
      }
    }

    private Secret read(String name) {
      return context
          .getClient()
          .secrets()
          .inNamespace(stack.getMetadata().getNamespace())
          .withName(name)
          .get();
    }

    private <R extends HasMetadata> boolean exists(Class<R> kind, String name) {
      return context
          .getSecondaryResourcesAsStream(kind)
          .anyMatch(object -> object.getMetadata().getName().equals(name));
    }

    private String manager() {
      return context.getControllerConfiguration().fieldManager();
    }
  }
}
