package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The Secret of Grafana's administrator, the user's or the generated one. What becomes of its login
 * in a Grafana that runs: GrafanaPasswordIT.
 */
@WithOperator
class AdminSecretIT {

  @Test
  void somebodyElsesSecretIsLeftAlone(Sandbox sandbox) {
    sandbox.secret("demo-grafana-admin", Map.of("password", "my"));

    sandbox.apply("");

    assertThat(sandbox.awaitReason("GrafanaAvailable", "NameCollision").message())
        .contains("Secret demo-grafana-admin");
    assertThat(sandbox.object(Secret.class, "demo-grafana-admin").get().getData())
        .isEqualTo(Map.of("password", "bXk="));
  }

  @Test
  void aMissingSecretOfTheUserStallsAndIsFoundLater(Sandbox sandbox) {
    sandbox.apply("  grafana: {adminSecret: {name: login}}\n");
    assertThat(sandbox.awaitReason("GrafanaAvailable", "SecretMissing").message())
        .contains("Secret login, named by spec.grafana.adminSecret");
    assertThat(sandbox.stack().getStatus().condition("Stalled")).isPresent();

    sandbox.secret("login", Map.of("username", "a"));
    assertThat(sandbox.awaitReason("GrafanaAvailable", "SecretIncomplete").message())
        .contains("password");

    sandbox.secret("login", Map.of("username", "a", "password", "b"));
    assertThat(sandbox.awaitReady().getStatus().adminSecretName()).isEqualTo("login");
  }

  /** RFC 7617: the name ends with the first colon. */
  @Test
  void anAdministratorWithAColonIsNotSetUp(Sandbox sandbox) {
    sandbox.secret("login", Map.of("username", "a:b", "password", "b"));
    sandbox.apply("  grafana: {adminSecret: {name: login}}\n");

    assertThat(sandbox.awaitReason("GrafanaAvailable", "UsernameInvalid").message())
        .contains("the username in Secret login has a colon", "choose a username without colon");
    assertThat(sandbox.object(Deployment.class, "demo-grafana").get()).isNull();

    sandbox.secret("login", Map.of("username", "ab", "password", "b"));
    sandbox.awaitReady();
  }

  @Test
  void aColonInTheGeneratedSecretIsNotGivenToGrafana(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final Map<String, String> applied = data(sandbox, "demo-grafana-applied");

    sandbox
        .object(Secret.class, "demo-grafana-admin")
        .edit(secret -> new SecretBuilder(secret).addToData("username", "YTpi").build());
    sandbox.apply("  tracker: {logLevel: warn}\n");

    assertThat(sandbox.awaitReason("GrafanaAvailable", "UsernameInvalid").message())
        .contains("the username in Secret demo-grafana-admin has a colon");
    assertThat(data(sandbox, "demo-grafana-applied")).isEqualTo(applied);
  }

  @Test
  void aDeletedAdminSecretIsReportedAndNotReplacedWhenTheLoginIsNotKnown(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();

    sandbox
        .kubectl()
        .run(
            "delete",
            "secret/demo-grafana-admin",
            "secret/demo-grafana-applied",
            "-n",
            sandbox.namespace());
    sandbox.apply("  tracker: {logLevel: warn}\n");

    sandbox.awaitReason("GrafanaAvailable", "SecretLost");
    assertThat(sandbox.object(Secret.class, "demo-grafana-admin").get()).isNull();
  }

  /** Grafana is given the new one like any other; this operator reaches no pod and says how. */
  @Test
  void aDeletedAdminSecretIsReplacedWhileTheLoginIsKnown(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final Map<String, String> former = data(sandbox, "demo-grafana-admin");

    sandbox.object(Secret.class, "demo-grafana-admin").delete();
    sandbox.apply("  tracker: {logLevel: warn}\n");

    sandbox.awaitReason("GrafanaAvailable", "PasswordNotChanged");
    assertThat(data(sandbox, "demo-grafana-admin"))
        .containsOnlyKeys("username", "password")
        .isNotEqualTo(former);
    assertThat(data(sandbox, "demo-grafana-applied")).as("Grafana has it").isEqualTo(former);
  }

  private static Map<String, String> data(Sandbox sandbox, String secret) {
    return sandbox.object(Secret.class, secret).get().getData();
  }
}
