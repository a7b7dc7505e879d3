package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.grafana.GrafanaAccount;
import com.torrust.operator.grafana.GrafanaAccount.Result;
import com.torrust.operator.grafana.GrafanaAppliedSecret;
import com.torrust.operator.kube.Component;
import com.torrust.operator.verification.Connection;
import com.torrust.operator.verification.Credentials;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A changed Secret of the administrator takes effect in a Grafana that runs. */
@WithOperator
class GrafanaPasswordIT {

  private static final Map<String, String> INSIDE = Map.of("torrust.verification.pods", "true");
  private static final String ADMIN = "demo-grafana-admin";
  private static final String APPLIED = "demo-grafana-applied";
  private static final String NEW = "rotated-Passw0rd";

  /** Nothing is verified, so that the login is told whatever the verification does. */
  private static final String STACK =
      """
        tracker: {http: []}
        exposure:
          tls: {issuerRef: {name: test-ca, kind: ClusterIssuer}}
          probe: {mode: Disabled, interval: %s}
      """;

  /** The login is in a Secret of the user's. */
  private static final String OWN = "  grafana: {adminSecret: {name: login}}\n";

  private final GrafanaAccount account = GrafanaAccount.create();

  @BeforeAll
  static void inside(Operator operator, TestCluster cluster) {
    StackBed.assumePossible(cluster);
    operator.restart(INSIDE);
  }

  @Test
  void aChangedPasswordIsGivenToGrafana(Sandbox sandbox) {
    try (StackBed bed = start(sandbox)) {
      final String pod = bed.pod(Component.GRAFANA).getMetadata().getUid();
      final Credentials former = login(sandbox, ADMIN);
      assertThat(login(sandbox, APPLIED)).isEqualTo(former);

      change(sandbox, ADMIN, NEW);
      edit(sandbox, "11m");

      awaitApplied(sandbox, NEW);
      assertThat(account.check(address(bed), former).result()).isEqualTo(Result.REFUSED);
      assertThat(account.check(address(bed), login(sandbox, ADMIN)).result())
          .isEqualTo(Result.DONE);
      assertThat(bed.pod(Component.GRAFANA).getMetadata().getUid()).isEqualTo(pod);
      sandbox.awaitReady();

      // It lives in Grafana's database: a start with the environment of the first one changes it
      // not.
      bed.runGrafana();
      assertThat(account.check(address(bed), login(sandbox, ADMIN)).result())
          .isEqualTo(Result.DONE);
    }
  }

  @Test
  void anotherNameAndAnotherSecretTakeEffectToo(Sandbox sandbox) {
    try (StackBed bed = start(sandbox)) {
      create(sandbox);
      sandbox.apply(STACK.formatted("10m") + OWN);

      awaitApplied(sandbox, NEW);
      assertThat(login(sandbox, APPLIED).name()).isEqualTo("chief");
      // The Deployment names another Secret, so its pod is a new one.
      assertThat(sandbox.awaitReady().getStatus().adminSecretName()).isEqualTo("login");
    }
  }

  @Test
  void aSecretThatIsNoLongerNamedGivesWayToAGeneratedOne(Sandbox sandbox) {
    create(sandbox);
    try (StackBed bed = start(sandbox, OWN)) {
      final Credentials former = login(sandbox, "login");
      assertThat(login(sandbox, APPLIED)).isEqualTo(former);

      edit(sandbox, "11m");

      Sandbox.await().until(() -> login(sandbox, APPLIED).name().equals("admin"));
      assertThat(login(sandbox, APPLIED)).isEqualTo(login(sandbox, ADMIN));
      assertThat(account.check(address(bed), former).result()).isEqualTo(Result.REFUSED);
      assertThat(sandbox.awaitReady().getStatus().adminSecretName()).isEqualTo(ADMIN);
    }
  }

  /** Without it, the next change would fail for want of the former password. */
  @Test
  void theLoginThatGrafanaHasIsWrittenDownAgain(Sandbox sandbox) {
    try (StackBed bed = start(sandbox)) {
      final Credentials login = login(sandbox, ADMIN);
      sandbox.kubectl().run("delete", "secret", APPLIED, "-n", sandbox.namespace());
      edit(sandbox, "11m");

      awaitApplied(sandbox, login.password());
    }
  }

  /** Killed after Grafana took the new password, and before that was written down. */
  @Test
  void anOperatorThatWasKilledInBetweenGoesOn(Sandbox sandbox, Operator operator) {
    try (StackBed bed = start(sandbox)) {
      final Credentials former = login(sandbox, ADMIN);
      operator.stop();
      change(sandbox, ADMIN, NEW);
      assertThat(account.change(address(bed), former, login(sandbox, ADMIN)).result())
          .isEqualTo(Result.DONE);
      assertThat(login(sandbox, APPLIED)).isEqualTo(former);

      operator.restart(INSIDE);

      awaitApplied(sandbox, NEW);
      sandbox.awaitReady();
    }
  }

  @Test
  void whatIsImpossibleIsSaidWithTheWayOut(Sandbox sandbox) {
    try (StackBed bed = start(sandbox)) {
      final Credentials unknown = new Credentials("admin", "changed-in-Grafana");
      assertThat(account.change(address(bed), login(sandbox, ADMIN), unknown).result())
          .isEqualTo(Result.DONE);
      change(sandbox, ADMIN, NEW);
      edit(sandbox, "11m");

      final Condition failed = sandbox.awaitReason("GrafanaAvailable", "PasswordNotChanged");
      assertThat(failed.message())
          .contains(
              "Grafana takes neither the password in Secret " + ADMIN,
              "kubectl get secret "
                  + ADMIN
                  + " -n "
                  + sandbox.namespace()
                  + " -o jsonpath='{.data.password}' | base64 -d | kubectl exec -i -n "
                  + sandbox.namespace()
                  + " deployment/demo-grafana -- grafana cli admin reset-admin-password"
                  + " --password-from-stdin")
          .doesNotContain(NEW, unknown.password());
      sandbox.awaitReason("Stalled", "PasswordNotChanged");
      for (int i = 12; i < 15; i++) {
        edit(sandbox, i + "m");
        sandbox.awaitReason("GrafanaAvailable", "PasswordNotChanged");
      }
      assertThat(account.check(address(bed), unknown).result())
          .as("nobody is locked out")
          .isEqualTo(Result.DONE);

      // What the command does, and then the way to be heard before the ten minutes are over.
      account.change(address(bed), unknown, login(sandbox, ADMIN));
      sandbox.kubectl().run("delete", "secret", APPLIED, "-n", sandbox.namespace());
      edit(sandbox, "16m");

      awaitApplied(sandbox, NEW);
      sandbox.awaitReady();
    }
  }

  @Test
  void aGrafanaThatGivesNoAnswerIsAskedAgain(Sandbox sandbox) {
    try (StackBed bed = start(sandbox)) {
      bed.stop(Component.GRAFANA);
      change(sandbox, ADMIN, NEW);
      edit(sandbox, "11m");
      assertThat(sandbox.awaitReason("GrafanaAvailable", "PasswordPending").message())
          .contains("gives no answer");

      bed.runGrafana();

      awaitApplied(sandbox, NEW);
      sandbox.awaitReady();
    }
  }

  /** It cannot reach any pod, so a person does it and says so. */
  @Test
  void anOperatorOutsideTheClusterTellsTheCommand(Sandbox sandbox, Operator operator) {
    operator.restart(Map.of());
    sandbox.apply(STACK.formatted("10m"));
    sandbox.awaitReady();
    change(sandbox, ADMIN, NEW);
    edit(sandbox, "11m");

    assertThat(sandbox.awaitReason("GrafanaAvailable", "PasswordNotChanged").message())
        .contains(
            "reset-admin-password",
            "kubectl delete secret " + APPLIED + " -n " + sandbox.namespace());

    sandbox.kubectl().run("delete", "secret", APPLIED, "-n", sandbox.namespace());
    edit(sandbox, "12m");

    awaitApplied(sandbox, NEW);
    sandbox.awaitReady();
  }

  private static StackBed start(Sandbox sandbox) {
    return start(sandbox, "");
  }

  private static StackBed start(Sandbox sandbox, String further) {
    sandbox.apply(STACK.formatted("10m") + further);
    final StackBed bed = StackBed.open(sandbox);
    bed.runGrafana();
    sandbox.awaitReady();
    return bed;
  }

  private static void create(Sandbox sandbox) {
    sandbox
        .kubectl()
        .run(
            "create",
            "secret",
            "generic",
            "login",
            "-n",
            sandbox.namespace(),
            "--type=kubernetes.io/basic-auth",
            "--from-literal=username=chief",
            "--from-literal=password=" + NEW);
  }

  /** As the README has it. */
  private static void change(Sandbox sandbox, String secret, String password) {
    sandbox
        .kubectl()
        .run(
            "patch",
            "secret",
            secret,
            "-n",
            sandbox.namespace(),
            "-p",
            "{\"stringData\":{\"password\":\"" + password + "\"}}");
  }

  /** Secrets are not watched: an edit of the stack has it looked at now. */
  private static void edit(Sandbox sandbox, String interval) {
    sandbox.apply(STACK.formatted(interval));
  }

  private static void awaitApplied(Sandbox sandbox, String password) {
    Sandbox.await()
        .atMost(Sandbox.LIMIT.plus(Duration.ofSeconds(30)))
        .until(() -> login(sandbox, APPLIED).password().equals(password));
  }

  private static Credentials login(Sandbox sandbox, String secret) {
    return GrafanaAppliedSecret.read(sandbox.object(Secret.class, secret).get());
  }

  private static Connection address(StackBed bed) {
    return new Connection(
        Connection.Kind.POD,
        bed.address(Component.GRAFANA, StackBed.GRAFANA_PORT).getHostString(),
        StackBed.GRAFANA_PORT);
  }
}
