package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.cluster.TestCluster;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** cert-manager may be missing, arrive late and go again; the operator goes on without restart. */
@WithOperator
class CertManagerIT {

  private final TestCluster cluster;

  CertManagerIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void without(Operator operator) {
    cluster.removeCertManager();
  }

  @AfterEach
  void with() {
    cluster.installCertManager();
  }

  @Test
  void arrivingLateIsNoticedWithinAMinute(Sandbox sandbox, Operator operator) {
    sandbox.apply("");
    assertThat(sandbox.awaitReason("CertificateReady", "CertManagerMissing").message())
        .contains("install cert-manager");
    final TorrustStack stack =
        sandbox.awaitTrue("GrafanaAvailable");
    assertThat(stack.getStatus().condition("Exposed").orElseThrow().status()).isEqualTo("True");
    assertThat(stack.getStatus().condition("Reconciling")).isPresent();

    cluster.installCertManager();
    final Instant installed = Instant.now();
    sandbox.awaitReady();

    final Duration waited = Duration.between(installed, Instant.now());
    System.out.println("cert-manager's arrival to Ready: " + waited.toSeconds() + " s");
    assertThat(waited).isLessThan(Duration.ofSeconds(60));

    cluster.removeCertManager();
    sandbox.apply("  tracker: {logLevel: warn}\n");
    sandbox.awaitReason("CertificateReady", "CertManagerMissing");

    cluster.installCertManager();
    sandbox.awaitReady();
  }

  @Test
  void isNotNeededWithoutCertificates(Sandbox sandbox, Operator operator) {
    sandbox.apply("  exposure: {tls: {mode: Disabled}}\n");

    assertThat(sandbox.awaitReady().getStatus().condition("CertificateReady")).isEmpty();
  }
}
