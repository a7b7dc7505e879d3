package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Owners;
import com.torrust.operator.kube.SecretValues;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads and writes single Secrets of a stack by name. There is no informer on Secrets: the operator
 * may neither list nor watch them.
 *
 * @param stack the stack
 * @param context the reconcile that it is for
 */
record SecretAccess(TorrustStack stack, Context<TorrustStack> context) {

  /**
   * A Secret that the user names.
   *
   * @param name its name
   * @param keys keys that must have a value
   * @param field where the stack names it
   * @param gate condition that is False while something is wrong with it
   */
  record Given(String name, List<String> keys, String field, ConditionType gate) {}

  /**
   * A Secret that the operator generates.
   *
   * @param name its name
   * @param key key of the generated value
   * @param desired makes the Secret from the value
   * @param gate condition that is False while something is wrong with it
   * @param needed whether it is made when it is not there
   * @param mayGenerate tells whether a new value would fit the data that is there
   */
  record Generated(
      String name,
      String key,
      Function<String, Secret> desired,
      ConditionType gate,
      boolean needed,
      BooleanSupplier mayGenerate) {}

  /** Returns the values of a Secret that the user names, all as one text. */
  Finding given(Given given) {
    return asked(
        given.gate(),
        () -> {
          final Secret secret = read(given.name());
          return wrong(given, secret)
              .map(failure -> new Finding(Optional.empty(), Optional.of(failure)))
              .orElseGet(() -> found(secret, given.keys()));
        });
  }

  /**
   * Makes a Secret from one that the user names, unless the stack is suspended, and returns what is
   * in it, all as one text. While the user's is missing or incomplete the present one stays.
   *
   * @param name its name
   * @param derivation makes it from the values of the user's keys
   */
  Finding derived(Given given, String name, Function<Map<String, String>, Secret> derivation) {
    return asked(given.gate(), () -> derive(given, name, derivation));
  }

  /** Returns the value of a generated Secret; makes and mends it unless the stack is suspended. */
  Finding generated(Generated wanted, Passwords passwords) {
    return asked(wanted.gate(), () -> keep(wanted, passwords));
  }

  /** What the API server answers about a Secret must not keep the other children from theirs. */
  private static Finding asked(ConditionType gate, Supplier<Finding> question) {
    try {
      return question.get();
    } catch (KubernetesClientException e) {
      return new Finding(Optional.empty(), Optional.of(Failures.of(gate, e)));
    }
  }

  private static Optional<Failure> wrong(Given given, Secret secret) {
    final String what = "Secret " + given.name() + ", named by " + given.field() + ",";
    if (secret == null) {
      return Optional.of(
          new Failure(given.gate(), Reason.SECRET_MISSING, what + " does not exist"));
    }
    final String missing =
        given.keys().stream()
            .filter(key -> !SecretValues.has(secret, key))
            .collect(Collectors.joining(", "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Failure(
                given.gate(), Reason.SECRET_INCOMPLETE, what + " has no value for " + missing));
  }

  private static Map<String, String> values(Collection<String> keys, Secret secret) {
    final Map<String, String> values = new LinkedHashMap<>();
    keys.forEach(key -> values.put(key, SecretValues.get(secret, key)));
    return values;
  }

  private static String text(Map<String, String> values) {
    return String.join("\n", values.values());
  }

  private Finding derive(
      Given given, String name, Function<Map<String, String>, Secret> derivation) {
    final Secret existing = read(name);
    if (existing != null) {
      final Optional<Failure> foreign = foreign(existing, given.gate());
      if (foreign.isPresent()) {
        return new Finding(Optional.empty(), foreign);
      }
    }
    final Secret source = read(given.name());
    final Optional<Failure> wrong = wrong(given, source);
    if (wrong.isPresent() || stack.getSpec().suspend()) {
      return new Finding(Optional.ofNullable(existing).map(SecretAccess::content), wrong);
    }
    final Secret desired = derivation.apply(values(given.keys(), source));
    final String content = content(desired);
    write(existing, desired);
    return Finding.of(content);
  }

  private static String content(Secret secret) {
    return text(new TreeMap<>(secret.getData()));
  }

  private Finding keep(Generated wanted, Passwords passwords) {
    final Secret existing = read(wanted.name());
    final String what = "Secret " + wanted.name();
    if (existing == null) {
      if (wanted.needed() && !wanted.mayGenerate().getAsBoolean()) {
        return Finding.failed(
            wanted.gate(),
            Reason.SECRET_LOST,
            what + " was deleted while the data that it belongs to is there");
      }
      return stack.getSpec().suspend() || !wanted.needed()
          ? Finding.NOTHING
          : create(wanted, passwords.next());
    }
    final Optional<Failure> foreign = foreign(existing, wanted.gate());
    if (foreign.isPresent()) {
      return new Finding(Optional.empty(), foreign);
    }
    if (!SecretValues.has(existing, wanted.key())) {
      return Finding.failed(
          wanted.gate(), Reason.SECRET_INCOMPLETE, what + " has no value for " + wanted.key());
    }
    final Secret kept =
        SecretValues.preserving(
            existing, wanted.desired().apply(SecretValues.get(existing, wanted.key())));
    if (!stack.getSpec().suspend()) {
      write(existing, kept);
    }
    return found(kept, kept.getData().keySet());
  }

  private Finding create(Generated wanted, String value) {
    final Secret secret = wanted.desired().apply(value);
    write(null, secret);
    return found(secret, secret.getData().keySet());
  }

  private static Finding found(Secret secret, Collection<String> keys) {
    return Finding.of(text(values(keys, secret)));
  }

  /** Returns that a Secret of one of our names is not this stack's, if so. */
  Optional<Failure> foreign(Secret existing, ConditionType gate) {
    if (Owners.ownedByAnother(stack, existing)) {
      return Optional.of(
          new Failure(
              gate,
              Reason.EARLIER_STACK_LEAVING,
              "Secret " + existing.getMetadata().getName() + " belongs to the earlier stack"));
    }
    return Creation.belongs(existing, stack)
        ? Optional.empty()
        : Optional.of(
            new Failure(
                gate, Reason.NAME_COLLISION, Creation.collision(existing, stack).getMessage()));
  }

  /**
   * Creates a Secret, or writes it when it differs from the existing one.
   *
   * @param existing null when there is none
   */
  void write(Secret existing, Secret desired) {
    if (existing == null) {
      // With a version, the API server creates the object or answers with a conflict.
      desired.getMetadata().setResourceVersion("1");
      apply(desired);
    } else if (!SSABasedGenericKubernetesResourceMatcher.<Secret>getInstance()
        .matches(existing, desired, context)) {
      apply(desired);
    }
  }

  private void apply(Secret secret) {
    context
        .getClient()
        .resource(secret)
        .fieldManager(context.getControllerConfiguration().fieldManager())
        .forceConflicts()
        .serverSideApply();
  }

  /** Returns a Secret, null when there is none. */
  Secret read(String name) {
    return context
        .getClient()
        .secrets()
        .inNamespace(stack.getMetadata().getNamespace())
        .withName(name)
        .get();
  }
}
