package com.torrust.operator.verification;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
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

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration DATAGRAM_PATIENCE = Duration.ofSeconds(2);

  @Override
  public Found at(Assignment assignment, List<Target> targets) throws InterruptedException {
    try (Exchange exchange = exchange(assignment)) {
      return new Round(
              exchange,
              new Addresses(settings),
              new LiveCheck(assignment.origin(), authorization(assignment, targets), random),
              random,
              DATAGRAM_PATIENCE)
          .of(targets);
    }
  }

  private Exchange exchange(Assignment assignment) {
    final String authority =
        assignment.authority() == null
            ? ""
            : value(assignment.namespace(), assignment.authority(), "ca.crt").orElse("");
    return new Exchange(vertx, Trust.in(authority), PATIENCE);
  }

  private Optional<String> authorization(Assignment assignment, List<Target> targets) {
    if (targets.stream().noneMatch(target -> target.row() == EndpointRow.GRAFANA_LIVE)) {
      return Optional.empty();
    }
    final String namespace = assignment.namespace();
    return value(namespace, assignment.credentials(), "username")
        .flatMap(
            name ->
                value(namespace, assignment.credentials(), "password")
                    .map(password -> name + ":" + password))
        .map(
            pair ->
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  private Optional<String> value(String namespace, String name, String key) {
    final Secret secret;
    try {
      secret = client.secrets().inNamespace(namespace).withName(name).get();
    } catch (KubernetesClientException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(secret)
        .map(Secret::getData)
        .map(data -> data.get(key))
        .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
  }
}
