package com.torrust.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.Endpoint;
import com.torrust.operator.api.v1alpha1.TorrustStackStatus;
import org.junit.jupiter.api.Test;

class StatusEdgesTest {
  /** Before the Ingress and the Service exist, nobody has an address. */
  @Test
  void addressesAreUnknownBeforeAnythingExists() {
    final Condition condition =
        Situation.healthy().nothingCreated().status().condition("AddressAssigned").orElseThrow();
    assertThat(condition.status()).isEqualTo("Unknown");
  }

  /** endpoints is a map list by name: the API server refuses a status with two of one name. */
  @Test
  void endpointsHaveNamesOfTheirOwn() {
    final TorrustStackStatus status =
        Situation.healthy("tracker: {udp: [{name: http, port: 6969}]}\n")
            .addressed("lb.test", "192.0.2.1")
            .status();
    assertThat(status.endpoints()).extracting(Endpoint::name).doesNotHaveDuplicates();
  }

  /** For example the Ingress of a stack that is no longer exposed cannot be deleted. */
  @Test
  void noFailureIsLost() {
    final TorrustStackStatus status =
        Situation.of("exposure: {type: None}\n")
            .failing(ConditionType.EXPOSED, Reason.REFUSED_BY_CLUSTER, "ingresses is forbidden")
            .status();
    assertThat(status.condition("Ready").orElseThrow().status()).isEqualTo("False");
    assertThat(status.toString()).contains("ingresses is forbidden");
  }

  @Test
  void noFailureOfOneComponentHidesAnother() {
    final TorrustStackStatus status =
        Situation.healthy()
            .failing(ConditionType.TRACKER_AVAILABLE, Reason.NAME_COLLISION, "Service a exists")
            .failing(ConditionType.TRACKER_AVAILABLE, Reason.NAME_COLLISION, "ConfigMap b exists")
            .status();
    assertThat(status.toString()).contains("Service a exists", "ConfigMap b exists");
  }

  /** Of two hostnames, one waits and one is refused. */
  @Test
  void theWorstOfTwoCertificatesCountsAndBothAreTold() {
    final Condition condition =
        Situation.healthy("tracker: {http: [{name: http, port: 7070, hostname: peers.test}]}\n")
            .certificate(4, "False", "DoesNotExist", "no Secret")
            .lastCertificate(
                c -> Reported.notIssued(c, "policy.cert-manager.io", "no policy allows it"))
            .status()
            .condition("CertificateReady")
            .orElseThrow();
    assertThat(condition.reason()).isEqualTo("CertificateRefused");
    assertThat(condition.message()).contains("Certificate demo-tls: no Secret", "no policy");
  }

  /** As under cert-manager's feature gate ServerSideApply. */
  @Test
  void anAttemptThatSucceededIsNoFailedRenewal() {
    assertThat(Situation.healthy().certificates(Reported::issued).status())
        .isEqualTo(Situation.healthy().status());
  }

  @Test
  void theMessageOfAFailedAttemptCarriesNoCounter() {
    final Situation once =
        Situation.healthy()
            .certificate(4, "False", "DoesNotExist", "x")
            .certificates(c -> Reported.notIssued(c, "Failed", "the order is invalid"));
    final TorrustStackStatus first = once.status();
    assertThat(once.certificates(Reported::failedAgain).status()).isEqualTo(first);
  }

  @Test
  void aProductThatTheUserNamesOtherNeedsNoFurtherLook() {
    assertThat(
            Situation.of("exposure: {ingress: {controller: Other}, tls: {mode: Disabled}}\n")
                .needsRecheck())
        .isFalse();
  }
}
