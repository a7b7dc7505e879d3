package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tracker's database: its credentials, and the change from one driver to another. */
@WithOperator
class CredentialsIT {

  private static final String DERIVED = "demo-tracker-database";
  private static final String MYSQL =
      "  tracker: {image: 'torrust/tracker:3.0.0', database: {driver: MySQL, host: db.test, name:"
          + " torrust, credentialsSecret: {name: login}}}\n";

  @Test
  void areWaitedForFollowedAndKept(Sandbox sandbox) {
    sandbox.apply(MYSQL);

    assertThat(sandbox.awaitReason("TrackerAvailable", "SecretMissing").message())
        .contains("Secret login, named by spec.tracker.database.credentialsSecret, does not exist");
    sandbox.awaitTrue("GrafanaAvailable");
    assertThat(sandbox.object(Deployment.class, "demo-tracker").get()).isNull();

    login(sandbox, Map.of("username", "tracker"));
    assertThat(sandbox.awaitReason("TrackerAvailable", "SecretIncomplete").message())
        .contains("has no value for password");

    login(sandbox, Map.of("username", "tracker", "password", "p@ss"));
    sandbox.awaitReady();
    assertThat(url(sandbox)).isEqualTo("mysql://tracker:p%40ss@db.test:3306/torrust");
    assertThat(sandbox.object(PersistentVolumeClaim.class, "demo-tracker").get())
        .as("nothing to keep in it")
        .isNull();
    final String first = hash(sandbox);

    login(sandbox, Map.of("username", "tracker", "password", "12345678"));
    touch(sandbox, "30s");
    Sandbox.await().until(() -> !hash(sandbox).equals(first));
    assertThat(url(sandbox)).isEqualTo("mysql://tracker:12345678@db.test:3306/torrust");
    final String second = hash(sandbox);

    sandbox.object(Secret.class, "login").delete();
    touch(sandbox, "31s");
    sandbox.awaitReason("TrackerAvailable", "SecretMissing");
    assertThat(hash(sandbox)).as("what runs goes on").isEqualTo(second);
    assertThat(url(sandbox)).contains("12345678");
  }

  @Test
  void aTokenThatTheTrackerTakesForANumberIsRefused(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final String before = hash(sandbox);

    sandbox
        .kubectl()
        .run(
            "patch",
            "secret",
            "demo-tracker-token",
            "-n",
            sandbox.namespace(),
            "-p",
            "{\"stringData\":{\"token\":\"1234\"}}");
    sandbox.apply("  prometheus: {scrapeInterval: 30s}\n");

    assertThat(sandbox.awaitReason("TrackerAvailable", "TokenNotText").message())
        .contains("Secret demo-tracker-token")
        .doesNotContain("1234");
    assertThat(hash(sandbox)).as("what runs goes on").isEqualTo(before);
  }

  /** Its pod may be replaced at any time, and then starts with file and variables of before. */
  @Test
  void untilTheyAreThereTheTrackerKeepsItsFileToo(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final String file = file(sandbox);

    sandbox.apply(MYSQL);

    sandbox.awaitReason("TrackerAvailable", "SecretMissing");
    assertThat(file(sandbox)).isEqualTo(file);

    login(sandbox, Map.of("username", "tracker", "password", "p@ss"));
    sandbox.awaitReady();
    assertThat(file(sandbox)).contains("mysql");
  }

  @Test
  void aChangeOfTheDriverLeavesTheVolumeAndSaysSo(Sandbox sandbox, Resyncs resyncs) {
    login(sandbox, Map.of("username", "tracker", "password", "p@ss"));
    sandbox.apply("");
    assertThat(message(sandbox.awaitReady())).doesNotContain("behind");

    sandbox.apply(MYSQL);

    assertThat(message(sandbox.awaitReady()))
        .contains("SQLite data of before stays behind in PersistentVolumeClaim demo-tracker");
    assertThat(sandbox.object(PersistentVolumeClaim.class, "demo-tracker").get()).isNotNull();
    assertThat(sandbox.template(Component.TRACKER).getSpec().getVolumes()).hasSize(1);
    assertThat(resyncs.writes()).isEmpty();

    sandbox.apply("");
    assertThat(message(sandbox.awaitReady())).doesNotContain("behind");
    assertThat(sandbox.template(Component.TRACKER).getSpec().getVolumes()).hasSize(2);
    assertThat(sandbox.object(Secret.class, DERIVED).get().getMetadata().getOwnerReferences())
        .as("the operator may delete no Secret, so it stays until the stack goes")
        .hasSize(1);
  }

  /** The Deployment is there and the volume is not, which is no loss here. */
  @Test
  void sqliteGetsItsVolumeWhenItComesLater(Sandbox sandbox) {
    login(sandbox, Map.of("username", "tracker", "password", "p@ss"));
    sandbox.apply(MYSQL);
    sandbox.awaitReady();

    sandbox.apply("");

    sandbox.awaitReady();
    assertThat(sandbox.object(PersistentVolumeClaim.class, "demo-tracker").get()).isNotNull();
  }

  @Test
  void somebodyElsesSecretIsNotTakenOver(Sandbox sandbox) {
    login(sandbox, Map.of("username", "tracker", "password", "p@ss"));
    sandbox.secret(DERIVED, Map.of("path", "theirs"));

    sandbox.apply(MYSQL);

    assertThat(sandbox.awaitReason("TrackerAvailable", "NameCollision").message())
        .contains("Secret " + DERIVED);
    assertThat(url(sandbox)).isEqualTo("theirs");
  }

  private static void login(Sandbox sandbox, Map<String, String> values) {
    sandbox.secret("login", values);
  }

  /** Makes the operator look now, and changes nothing of the tracker. */
  private static void touch(Sandbox sandbox, String scrapeInterval) {
    sandbox.apply(MYSQL + "  prometheus: {scrapeInterval: " + scrapeInterval + "}\n");
  }

  private static String url(Sandbox sandbox) {
    return new String(
        Base64.getDecoder()
            .decode(sandbox.object(Secret.class, DERIVED).get().getData().get("path")),
        StandardCharsets.UTF_8);
  }

  private static String file(Sandbox sandbox) {
    return sandbox.object(ConfigMap.class, "demo-tracker").get().getData().get("tracker.toml");
  }

  private static String hash(Sandbox sandbox) {
    return sandbox.configHash(Component.TRACKER);
  }

  private static String message(TorrustStack stack) {
    return stack.getStatus().condition("TrackerAvailable").orElseThrow().message();
  }
}
