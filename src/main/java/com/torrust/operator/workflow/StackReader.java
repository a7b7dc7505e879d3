package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.controller.DetectedController;
import com.torrust.operator.exposure.controller.Detection;
import com.torrust.operator.grafana.ExtraDashboards;
import com.torrust.operator.status.Failure;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Optional;

/**
 * Reads what the children of a stack depend on. On the way it sees to what must be there first: the
 * generated Secrets, and the login of a running Grafana.
 */
public final class StackReader {

  private final SecretKeeper secretKeeper;
  private final LoginKeeper loginKeeper;
  private final IngressClasses ingressClasses = new IngressClasses();

  /**
   * Creates a reader.
   *
   * @param passwords makes the passwords of generated Secrets
   * @param firstStart tells whether Grafana would take a new one
   * @param loginKeeper tells a running Grafana the login of its administrator
   */
  public StackReader(Passwords passwords, FirstStart firstStart, LoginKeeper loginKeeper) {
    this.secretKeeper = new SecretKeeper(passwords, firstStart);
    this.loginKeeper = loginKeeper;
  }

  /** Returns what is there now for a stack; no Secret of one that waits for an earlier stack. */
  public Readings read(TorrustStack stack, Context<TorrustStack> context) {
    final Optional<Failure> leftover = Leftovers.of(stack, context);
    final StackSecrets secrets =
        leftover.isPresent() ? StackSecrets.NONE : secretKeeper.keep(stack, context);
    return new Readings(
        leftover,
        secrets,
        leftover.isPresent() ? Optional.empty() : loginKeeper.keep(stack, secrets, context),
        ingress(stack, context),
        HostnameClaims.of(stack, context.getPrimaryCache()),
        ExtraDashboards.of(SharedInformers.extraDashboards(stack, context)));
  }

  private DetectedController ingress(TorrustStack stack, Context<TorrustStack> context) {
    return stack.getSpec().exposure().viaIngress()
        ? Detection.of(
            stack.getSpec().exposure().ingress(), ingressClasses.read(context.getClient()))
        : DetectedController.NONE;
  }
}
