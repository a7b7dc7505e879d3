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
import java.util.Map;
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
              new LiveCheck(assignment.origin(), credentials(assignment, targets), random),
              random,
              DATAGRAM_PATIENCE)
          .of(targets);
    }
  }

  private Exchange exchange(Assignment assignment) {
    final String authority =
        assignment.authority() == null
            ? ""
            : secret(assignment, assignment.authority()).getOrDefault("ca.crt", "");
    return new Exchange(vertx, Trust.in(text(authority)), PATIENCE);
  }

  private Optional<Credentials> credentials(Assignment assignment, List<Target> targets) {
    if (targets.stream().noneMatch(target -> target.row() == EndpointRow.GRAFANA_LIVE)) {
      return Optional.empty();
    }
    final Map<String, String> secret = secret(assignment, assignment.credentials());
    return secret.containsKey("username") && secret.containsKey("password")
        ? Optional.of(new Credentials(text(secret.get("username")), text(secret.get("password"))))
        : Optional.empty();
  }

  /** Returns what a Secret holds, in Base64; nothing when it cannot be read. */
  private Map<String, String> secret(Assignment assignment, String name) {
    try {
      return Optional.ofNullable(
              client.secrets().inNamespace(assignment.namespace()).withName(name).get())
          .map(Secret::getData)
          .orElse(Map.of());
    } catch (KubernetesClientException e) {
      return Map.of();
    }
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
