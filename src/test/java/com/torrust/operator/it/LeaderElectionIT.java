package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two operators of which one works. */
@WithOperator
class LeaderElectionIT {

  private static final Map<String, String> ASKED =
      Map.of("torrust.leader-election.enabled", "true");
  private static final String LEADS = "This operator leads\n";

  /** The Lease lasts 15 s, and a standby looks every 2 to 4.4 s. */
  private static final Duration AFTER_CRASH = Duration.ofSeconds(25);

  /** Less than what is left of the Lease then, so that it was given back. */
  private static final Duration AFTER_STOP = Duration.ofSeconds(12);

  private final TestCluster cluster;

  LeaderElectionIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  static void alone(Operator operator) {
    operator.stop();
  }

  @BeforeEach
  @AfterEach
  void withoutLease() {
    lease().delete();
  }

  @Test
  void anotherTakesOverAfterAKill(Sandbox sandbox) {
    try (OperatorProcess leader = start();
        OperatorProcess standby = standby()) {
      sandbox.apply("");
      sandbox.awaitReady();
      assertThat(standby.log()).doesNotContain(LEADS);

      leader.kill();
      final Duration took = timeUntilLeads(standby, AFTER_CRASH);

      System.out.println("another operator leads after kill -9 of the leader: " + took);
      assertWorks(sandbox);
    }
  }

  @Test
  void anotherTakesOverAtOnceWhenTheLeaderIsStopped(Sandbox sandbox) {
    try (OperatorProcess leader = start();
        OperatorProcess standby = standby()) {
      leader.terminate();
      final Duration took = timeUntilLeads(standby, AFTER_STOP);

      System.out.println("another operator leads after SIGTERM of the leader: " + took);
      assertThat(leader.awaitEnd(AFTER_STOP)).as("the exit code of SIGTERM").isEqualTo(143);
      assertThat(leader.log()).contains("This operator leads no more").doesNotContain("ERROR");
      sandbox.apply("");
      sandbox.awaitReady();
    }
  }

  @Test
  void whoLosesTheLeaseEnds(Sandbox sandbox) {
    try (OperatorProcess leader = start()) {
      // By a patch without a version, since the leader renews the Lease meanwhile.
      lease()
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"spec\":{\"holderIdentity\":\"somebody-else\"}}");

      assertThat(leader.awaitEnd(AFTER_STOP)).isEqualTo(1);

      assertThat(leader.log())
          .contains("This operator has lost the Lease torrust-operator/torrust-operator and ends");
      assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo("somebody-else");
    }
  }

  @Test
  void aStandbyIsHealthyAndChangesNothing(Sandbox sandbox) {
    try (OperatorProcess leader = start();
        OperatorProcess standby = standby()) {
      assertThat(standby.get("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(standby.get("/q/health/live").statusCode()).isEqualTo(200);
      assertThat(standby.get("/q/health/started").statusCode()).isEqualTo(200);

      sandbox.apply("");
      sandbox.awaitReady();

      assertThat(reconciles(leader)).isPositive();
      assertThat(reconciles(standby)).isZero();
    }
  }

  /** An operator beside the cluster leaves no trace of an election. */
  @Test
  void isOffUnlessAskedFor(Sandbox sandbox) {
    try (OperatorProcess operator = OperatorProcess.start(cluster, Map.of())) {
      sandbox.apply("");
      sandbox.awaitReady();

      assertThat(lease().get()).isNull();
      assertThat(operator.log()).doesNotContain(LEADS);
    }
  }

  private OperatorProcess start() {
    final OperatorProcess operator = OperatorProcess.start(cluster, ASKED);
    timeUntilLeads(operator, Sandbox.LIMIT);
    return operator;
  }

  private OperatorProcess standby() {
    return OperatorProcess.start(cluster, ASKED);
  }

  private static Duration timeUntilLeads(OperatorProcess operator, Duration limit) {
    final long from = System.nanoTime();
    Sandbox.await()
        .atMost(limit)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> operator.log().contains(LEADS));
    return Duration.ofNanos(System.nanoTime() - from).truncatedTo(ChronoUnit.MILLIS);
  }

  /** A deleted child comes back. */
  private static void assertWorks(Sandbox sandbox) {
    final Resource<Service> service = sandbox.object(Service.class, "demo-grafana");
    final String before = service.get().getMetadata().getUid();
    service.delete();
    Sandbox.await()
        .until(() -> service.get() != null && !service.get().getMetadata().getUid().equals(before));
  }

  private static double reconciles(OperatorProcess operator) {
    return operator
        .get("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("reconciliations_success_total{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private Resource<Lease> lease() {
    return cluster
        .client()
        .leases()
        .inNamespace("torrust-operator")
        .withName("torrust-operator");
  }
}
