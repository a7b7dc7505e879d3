package com.torrust.operator.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.grafana.GrafanaAccount;
import com.torrust.operator.grafana.GrafanaAccount.Outcome;
import com.torrust.operator.grafana.GrafanaAccount.Result;
import com.torrust.operator.verification.Connection;
import com.torrust.operator.verification.Credentials;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The login of a running Grafana is changed, also when somebody else has begun with it. */
class GrafanaAccountIT {

  private static final Credentials FORMER = new Credentials("admin", "former-password");
  private static final Credentials WANTED = new Credentials("admin", "wanted-password");
  private static final Credentials RENAMED = new Credentials("chief", "wanted-password");

  private final GrafanaAccount account = GrafanaAccount.create();
  private GrafanaStandIn grafana;
  private Connection pod;

  @BeforeEach
  void start() {
    grafana =
        GrafanaStandIn.start(
            Map.of(
                "GF_SECURITY_ADMIN_USER", FORMER.name(),
                "GF_SECURITY_ADMIN_PASSWORD", FORMER.password()));
    pod =
        new Connection(
            Connection.Kind.POD, grafana.address().getHostString(), grafana.address().getPort());
  }

  @AfterEach
  void stop() {
    grafana.close();
  }

  @Test
  void thePasswordIsChangedOnceAndForAll() {
    assertDone(account.change(pod, FORMER, WANTED));

    assertThat(account.check(pod, FORMER).result()).isEqualTo(Result.REFUSED);
    assertDone(account.check(pod, WANTED));
  }

  @Test
  void whatWasDoneAlreadyIsFoundDone() {
    assertDone(account.change(pod, FORMER, RENAMED));
    assertDone(account.change(pod, FORMER, RENAMED));

    assertDone(account.check(pod, RENAMED));
    assertThat(count("account: ")).as("changes").isEqualTo(2);
  }

  @Test
  void whatWasDoneHalfIsEnded() {
    assertDone(account.change(pod, FORMER, WANTED));
    assertDone(account.change(pod, FORMER, RENAMED));

    assertDone(account.check(pod, RENAMED));
  }

  @Test
  void onlyTheNameIsChanged() {
    assertDone(account.change(pod, FORMER, new Credentials("chief", FORMER.password())));

    assertDone(account.check(pod, new Credentials("chief", FORMER.password())));
  }

  /** Five failures within five minutes lock a user out. */
  @Test
  void anUnknownPasswordIsNotGuessed() {
    final Credentials unknown = new Credentials("admin", "changed-by-somebody");
    assertDone(account.change(pod, FORMER, unknown));

    assertThat(account.change(pod, FORMER, WANTED).result()).isEqualTo(Result.REFUSED);

    assertThat(count("\"admin\" is refused")).isEqualTo(2);
    assertDone(account.check(pod, unknown));
  }

  @Test
  void whoIsLockedOutIsRefused() {
    for (int i = 0; i < 5; i++) {
      account.check(pod, WANTED);
    }

    assertThat(account.check(pod, FORMER).result()).isEqualTo(Result.REFUSED);
  }

  @Test
  void whatGrafanaSaysIsTold() {
    final Outcome outcome = account.change(pod, FORMER, new Credentials("admin", "abc"));

    assertThat(outcome)
        .isEqualTo(
            new Outcome(Result.REJECTED, "Grafana answers with 400: New password is too short"));
    assertDone(account.check(pod, FORMER));
  }

  @Test
  void aPasswordIsNeverRepeated() {
    assertThat(WANTED.toString()).doesNotContain(WANTED.password());
    assertThat(account.change(pod, WANTED, FORMER).toString())
        .doesNotContain(WANTED.password(), FORMER.password());
  }

  @Test
  void nobodyAnswers() {
    grafana.close();

    assertThat(account.change(pod, FORMER, WANTED))
        .isEqualTo(new Outcome(Result.NO_ANSWER, "Grafana's pod at " + pod + " gives no answer"));
  }

  private long count(String words) {
    return grafana.log().lines().filter(line -> line.contains(words)).count();
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome).isEqualTo(new Outcome(Result.DONE, ""));
  }
}
