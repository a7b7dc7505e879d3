package com.torrust.operator.verification;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.grafana.GrafanaAdminSecret;
import com.torrust.operator.kube.SecretValues;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Looks at the endpoints of stacks. A password is read when it is needed and forgotten at once.
 *
 * @param client reads the Secrets of a stack
 * @param vertx whose event loops are used
 * @param settings what may be connected to
 * @param random source of keys and transaction ids; hard to guess
 */
public record StackProbe(
    KubernetesClient client, Vertx vertx, VerificationSettings settings, RandomGenerator random)
    implements Look {

  /** Where cert-manager puts the certificate of a private issuer. */
  private static final String AUTHORITY = "ca.crt";

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration DATAGRAM_PATIENCE = Duration.ofSeconds(2);

  @Override
  public Found at(Assignment assignment, List<Target> targets) throws InterruptedException {
    try (Exchange exchange = exchange(assignment)) {
      return new Round(
              exchange,
              new Addresses(settings),
              new LiveCheck(assignment.origin(), credentials(assignment, targets), random),
              random,
              DATAGRAM_PATIENCE)
          .of(targets);
    }
  }

  private Exchange exchange(Assignment assignment) {
    final String authorities =
        Optional.ofNullable(assignment.authority())
            .flatMap(name -> secret(assignment, name))
            .filter(secret -> SecretValues.has(secret, AUTHORITY))
            .map(secret -> SecretValues.get(secret, AUTHORITY))
            .orElse("");
    return new Exchange(vertx, Trust.in(authorities), PATIENCE);
  }

  private Optional<Credentials> credentials(Assignment assignment, List<Target> targets) {
    if (targets.stream().noneMatch(target -> target.row() == EndpointRow.GRAFANA_LIVE)) {
      return Optional.empty();
    }
    return secret(assignment, assignment.credentials())
        .filter(secret -> SecretValues.has(secret, GrafanaAdminSecret.USERNAME))
        .filter(secret -> SecretValues.has(secret, GrafanaAdminSecret.PASSWORD))
        .map(
            secret ->
                new Credentials(
                    SecretValues.get(secret, GrafanaAdminSecret.USERNAME),
                    SecretValues.get(secret, GrafanaAdminSecret.PASSWORD)));
  }

  /** Returns a Secret, nothing when it cannot be read. */
  private Optional<Secret> secret(Assignment assignment, String name) {
    try {
      return Optional.ofNullable(
          client.secrets().inNamespace(assignment.namespace()).withName(name).get());
    } catch (KubernetesClientException e) {
      return Optional.empty();
    }
  }
}
