package com.torrust.operator.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.status.Reason;
import com.torrust.operator.verification.Server.Behaviour;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which Secrets are read for a look, and when. */
class StackProbeTest {

  private static final String SECRETS = "GET /api/v1/namespaces/torrust/secrets/";

  @AutoClose private static final Rounds ROUNDS = new Rounds();

  private final Vertx vertx = Vertx.vertx();
  private final Server cluster = Server.plain(cluster());
  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(
              new ConfigBuilder(Config.empty())
                  .withMasterUrl("http://127.0.0.1:" + cluster.given().port())
                  .withRequestRetryBackoffLimit(0)
                  .build())
          .build();

  @AfterEach
  void stop() throws Exception {
    client.close();
    cluster.close();
    vertx.close();
  }

  @Test
  void passwordAndAuthorityAreReadOnceForTheWebSocket() throws Exception {
    try (Server grafana = Server.secure(ROUNDS.tls(), Behaviours.grafana())) {
      final Found found = look("admin", Rounds.live(grafana.given()));
      assertThat(found.results().get(0).reason())
          .as(found.results().get(0).message())
          .isEqualTo(Reason.WEB_SOCKET_VERIFIED);
      assertThat(grafana.request().header("Authorization")).hasValue(Rounds.AUTHORIZATION);
      assertThat(cluster.requests())
          .extracting(Request::line)
          .containsExactlyInAnyOrder(SECRETS + "demo-tls HTTP/1.1", SECRETS + "admin HTTP/1.1");
    }
  }

  @Test
  void noPasswordIsReadForOtherRows() throws Exception {
    try (Server page = Server.secure(ROUNDS.tls(), Behaviours.page(200, "{\"database\":\"ok\"}"))) {
      final Target target =
          Rounds.target(EndpointRow.GRAFANA, "https://demo.test/", page.given(), null);
      assertThat(look(null, target).results().get(0).reason()).isEqualTo(Reason.ENDPOINT_VERIFIED);
      assertThat(cluster.requests())
          .extracting(Request::line)
          .containsExactly(SECRETS + "demo-tls HTTP/1.1");
    }
  }

  @Test
  void aSecretThatCannotBeReadIsNoPassword() throws Exception {
    for (final String name : List.of("missing", "forbidden", "incomplete")) {
      try (Server grafana = Server.secure(ROUNDS.tls(), Behaviours.answers(401))) {
        final Found found = look(name, Rounds.live(grafana.given()));
        assertThat(found.results().get(0).reason()).as(name).isEqualTo(Reason.AUTH_REQUIRED);
        assertThat(found.passwordRefused()).isFalse();
        assertThat(grafana.request().header("Authorization")).isNotPresent();
      }
    }
  }

  private Found look(String credentials, Target target) throws InterruptedException {
    return new StackProbe(
            client, vertx, new VerificationSettings(true, true, 1), new SecureRandom())
        .at(
            new Assignment(
                "torrust",
                List.of(target),
                "https://demo.test",
                credentials,
                "demo-tls",
                Duration.ofMinutes(10),
                "e",
                "v"),
            List.of(target));
  }

  private static Behaviour cluster() {
    return talk -> {
      final String line = talk.request().line();
      if (line.contains("/demo-tls ")) {
        secret("ca.crt", ROUNDS.authority().pem(), "tls.crt", "").on(talk);
      } else if (line.contains("/admin ")) {
        secret("username", "admin", "password", Rounds.PASSWORD).on(talk);
      } else if (line.contains("/incomplete ")) {
        secret("username", "admin", "other", "").on(talk);
      } else {
        Behaviours.page(line.contains("/forbidden ") ? 403 : 404, "{}", "Connection: close")
            .on(talk);
      }
      talk.hangUp();
    };
  }

  private static Behaviour secret(String key, String value, String other, String more) {
    return Behaviours.page(
        200,
        "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{\"%s\":\"%s\",\"%s\":\"%s\"}}"
            .formatted(key, encoded(value), other, encoded(more)),
        "Content-Type: application/json",
        "Connection: close");
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
