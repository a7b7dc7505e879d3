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
    login(sandbox, "demo-grafana-admin", Map.of("password", "bXk="));

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

    login(sandbox, "login", Map.of("username", "YQ=="));
    assertThat(sandbox.awaitReason("GrafanaAvailable", "SecretIncomplete").message())
        .contains("password");

    sandbox
        .object(Secret.class, "login")
        .edit(s -> new SecretBuilder(s).addToData("password", "Yg==").build());
    assertThat(sandbox.awaitReady().getStatus().adminSecretName()).isEqualTo("login");
  }

  /** RFC 7617: the name ends with the first colon. */
  @Test
  void anAdministratorWithAColonIsNotSetUp(Sandbox sandbox) {
    login(sandbox, "login", Map.of("username", "YTpi", "password", "Yg=="));
    sandbox.apply("  grafana: {adminSecret: {name: login}}\n");

    assertThat(sandbox.awaitReason("GrafanaAvailable", "UsernameInvalid").message())
        .contains("the username in Secret login has a colon", "choose a username without colon");
    assertThat(sandbox.object(Deployment.class, "demo-grafana").get()).isNull();

    rename(sandbox, "login", "YWI=");
    sandbox.awaitReady();
  }

  @Test
  void aColonInTheGeneratedSecretIsNotGivenToGrafana(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final Map<String, String> applied = data(sandbox, "demo-grafana-applied");

    rename(sandbox, "demo-grafana-admin", "YTpi");
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

  private static void login(Sandbox sandbox, String name, Map<String, String> data) {
    sandbox
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(sandbox.namespace())
                .withName(name)
                .endMetadata()
                .withData(data)
                .build())
        .create();
  }

  private static void rename(Sandbox sandbox, String secret, String username) {
    sandbox
        .object(Secret.class, secret)
        .edit(s -> new SecretBuilder(s).addToData("username", username).build());
  }

  private static Map<String, String> data(Sandbox sandbox, String secret) {
    return sandbox.object(Secret.class, secret).get().getData();
  }
}
