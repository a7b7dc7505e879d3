package com.torrust.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.Endpoint;
import com.torrust.operator.api.v1alpha1.TorrustStackStatus;
import com.torrust.operator.kube.Component;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the verification of the endpoints does to the status. */
class EndpointStatusTest {

  private static final String LIVE = "grafana-live";
  private static final Instant LATER = Situation.NOW.plusSeconds(3600);

  @Test
  void workingEndpointsAreTold() {
    final TorrustStackStatus status = verifiedEverywhere().status();
    assertThat(status.endpoints())
        .allMatch(endpoint -> endpoint.verified().equals("True"))
        .allMatch(endpoint -> endpoint.since().equals("2026-11-23T10:20:30Z"));
    assertThat(condition(status, "WebSocketReady").reason()).isEqualTo("WebSocketVerified");
    assertThat(condition(status, "EndpointsVerified").message())
        .isEqualTo("all 4 endpoints answer as they should");
    assertThat(condition(status, "Ready").status()).isEqualTo("True");
  }

  @Test
  void aWebSocketThatTheProxyRefusesStallsTheStack() {
    final TorrustStackStatus status =
        verifiedEverywhere().found(LIVE, Reason.UPGRADE_FORBIDDEN, "403").status();
    assertThat(condition(status, "WebSocketReady").status()).isEqualTo("False");
    assertThat(condition(status, "WebSocketReady").reason()).isEqualTo("UpgradeForbidden");
    assertThat(condition(status, "EndpointsVerified").status()).isEqualTo("True");
    assertThat(condition(status, "Ready").status()).isEqualTo("False");
    assertThat(condition(status, "Stalled").message()).contains("403", "allow WebSockets");
    assertThat(endpoint(status, LIVE).verified()).isEqualTo("False");
  }

  @Test
  void reportOnlyReports() {
    final TorrustStackStatus status =
        Situation.of(
                "exposure: {probe: {policy: Report}, ingress: {controller: Traefik},"
                    + " tls: {issuerRef: {name: ca}}}")
            .found(LIVE, Reason.UPGRADE_FORBIDDEN, "403")
            .status();
    assertThat(condition(status, "WebSocketReady").status()).isEqualTo("False");
    assertThat(condition(status, "Ready").status()).isEqualTo("True");
    assertThat(status.condition("Stalled")).isEmpty();
  }

  @Test
  void whatCannotBeToldKeepsNothingFromReady() {
    final TorrustStackStatus status =
        verifiedEverywhere()
            .found(LIVE, Reason.DNS_NOT_READY, "no address")
            .found("grafana", Reason.DNS_NOT_READY, "no address")
            .status();
    assertThat(condition(status, "WebSocketReady").status()).isEqualTo("Unknown");
    assertThat(condition(status, "EndpointsVerified").status()).isEqualTo("Unknown");
    assertThat(condition(status, "EndpointsVerified").reason()).isEqualTo("DNSNotReady");
    assertThat(condition(status, "Ready").status()).isEqualTo("True");
  }

  @Test
  void readyWaitsForTheFirstLook() {
    final TorrustStackStatus status =
        verifiedEverywhere().found(LIVE, Reason.VERIFYING, "is being verified").status();
    assertThat(condition(status, "WebSocketReady").status()).isEqualTo("Unknown");
    assertThat(condition(status, "Ready").status()).isEqualTo("False");
    assertThat(condition(status, "Reconciling").reason()).isEqualTo("Verifying");
  }

  @Test
  void theWorstEndpointIsTold() {
    final TorrustStackStatus status =
        verifiedEverywhere()
            .found("grafana", Reason.UNREACHABLE, "gone")
            .found("tracker-http-http", Reason.CLIENT_ADDRESS_LOST, "lost")
            .status();
    assertThat(condition(status, "EndpointsVerified").reason()).isEqualTo("ClientAddressLost");
    assertThat(condition(status, "EndpointsVerified").message())
        .contains("lost")
        .doesNotContain("gone");
  }

  @Test
  void anEndpointWithoutItsComponentIsNotAsked() {
    final TorrustStackStatus status = verifiedEverywhere().unavailable(Component.GRAFANA).status();
    assertThat(endpoint(status, LIVE).verified()).isEqualTo("Unknown");
    assertThat(endpoint(status, LIVE).message())
        .isEqualTo("grafana-live waits for a pod of grafana");
    assertThat(endpoint(status, "tracker-http-http").verified()).isEqualTo("True");
  }

  @Test
  void anEndpointWithoutCertificateIsNotAsked() {
    final TorrustStackStatus status =
        verifiedEverywhere().certificate(4, "False", "DoesNotExist", "not there").status();
    assertThat(endpoint(status, LIVE).message()).contains("CertificateReady");
    assertThat(endpoint(status, "tracker-api").verified()).isEqualTo("True");
  }

  @Test
  void sinceMovesOnlyWhenTheVerdictDoes() {
    final TorrustStackStatus before =
        verifiedEverywhere().found(LIVE, Reason.UPGRADE_FORBIDDEN, "403").status();
    final TorrustStackStatus other =
        verifiedEverywhere()
            .after(before)
            .found(LIVE, Reason.UPGRADE_STRIPPED, "400")
            .statusAt(LATER);
    assertThat(endpoint(other, LIVE).since()).isEqualTo(endpoint(before, LIVE).since());
    final TorrustStackStatus mended = verifiedEverywhere().after(before).statusAt(LATER);
    assertThat(endpoint(mended, LIVE).since()).isEqualTo("2026-11-23T11:20:30Z");
  }

  @Test
  void withoutLiveThereIsNoWebSocket() {
    final TorrustStackStatus status =
        Situation.healthy("grafana: {live: {enabled: false}}\n").status();
    assertThat(status.condition("WebSocketReady")).isEmpty();
    assertThat(status.endpoints()).extracting(Endpoint::name).doesNotContain(LIVE);
  }

  @Test
  void verificationCanBeSwitchedOff() {
    final TorrustStackStatus status =
        Situation.of(
                "exposure: {probe: {mode: Disabled}, ingress: {controller: Traefik},"
                    + " tls: {issuerRef: {name: ca}}}")
            .status();
    assertThat(status.endpoints())
        .allMatch(endpoint -> endpoint.reason().equals("VerificationDisabled"));
    assertThat(condition(status, "Ready").status()).isEqualTo("True");
  }

  private static Situation verifiedEverywhere() {
    return Situation.healthy().running().addressed("lb.test", "192.0.2.1");
  }

  private static Condition condition(TorrustStackStatus status, String type) {
    return status.condition(type).orElseThrow();
  }

  private static Endpoint endpoint(TorrustStackStatus status, String name) {
    return status.endpoints().stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
  }
}
