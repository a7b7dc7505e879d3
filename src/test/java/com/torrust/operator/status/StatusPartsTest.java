package com.torrust.operator.status;

import static com.torrust.operator.kube.Component.PROMETHEUS;
import static com.torrust.operator.kube.Component.TRACKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.torrust.operator.api.v1alpha1.ComponentStatus;
import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.DataPolicy;
import com.torrust.operator.api.v1alpha1.Endpoint;
import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.api.v1alpha1.ExposureStatus;
import com.torrust.operator.api.v1alpha1.IngressController;
import com.torrust.operator.api.v1alpha1.TorrustStackStatus;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Parts of the status that depend on the spec: which conditions there are, addresses, components.
 */
class StatusPartsTest {

  private static final String NO_GRAFANA = "grafana: {enabled: false}\n";
  private static final String NOT_EXPOSED = "exposure: {type: None}\n";

  @Test
  void aHealthyStackHasTheseConditionsInThisOrder() {
    assertThat(Situation.healthy().status().conditions())
        .extracting(Condition::type)
        .containsExactly(
            "Ready",
            "TrackerAvailable",
            "PrometheusAvailable",
            "GrafanaAvailable",
            "CertificateReady",
            "Exposed",
            "AddressAssigned",
            "WebSocketReady",
            "EndpointsVerified");
  }

  @Test
  void withoutGrafanaNothingIsSaidOfIt() {
    final TorrustStackStatus status = Situation.healthy(NO_GRAFANA).status();
    assertThat(status.condition("GrafanaAvailable")).isEmpty();
    assertThat(status.adminSecretName()).isNull();
    assertThat(status.components()).extracting(ComponentStatus::name).doesNotContain("grafana");
    assertThat(status.url()).isEqualTo("https://demo.test/announce");
  }

  @Test
  void withoutExposureNothingIsSaidOfIngressAndCertificate() {
    final TorrustStackStatus status = Situation.of(NOT_EXPOSED).status();
    assertThat(status.conditions())
        .extracting(Condition::type)
        .containsExactly(
            "Ready",
            "TrackerAvailable",
            "PrometheusAvailable",
            "GrafanaAvailable",
            "AddressAssigned",
            "EndpointsVerified");
    assertThat(status.url()).isNull();
    assertThat(status.endpoints())
        .extracting(Endpoint::name)
        .containsExactly("tracker-api", "tracker-udp-udp");
  }

  @Test
  void withoutIngressAndLoadBalancerNoAddressIsAwaited() {
    final String internal =
        "tracker: {udp: [{name: udp, port: 6969, service: {type: ClusterIP}}]}\n" + NOT_EXPOSED;
    assertThat(Situation.of(internal).status().condition("AddressAssigned")).isEmpty();
  }

  @Test
  void withATlsSecretOfTheUserNothingIsSaidOfCertificates() {
    final TorrustStackStatus status =
        Situation.of("exposure: {tls: {mode: ExistingSecret, existingSecret: {name: ours}}}\n")
            .withoutCertManager()
            .status();
    assertThat(status.condition("CertificateReady")).isEmpty();
    assertThat(status.condition("Ready").orElseThrow().status()).isEqualTo("True");
  }

  @Test
  void addressesAreUnknownUntilAllAreThereAndBlockNothing() {
    final TorrustStackStatus waiting = Situation.healthy().status();
    final Condition unknown = waiting.condition("AddressAssigned").orElseThrow();
    assertThat(unknown.status()).isEqualTo("Unknown");
    assertThat(unknown.reason()).isEqualTo("AddressPending");
    assertThat(unknown.message()).contains("Ingress demo", "Service demo-tracker-udp");
    assertThat(waiting.condition("Ready").orElseThrow().status()).isEqualTo("True");

    final TorrustStackStatus there = Situation.healthy().addressed("lb.test", "192.0.2.1").status();
    final Condition assigned = there.condition("AddressAssigned").orElseThrow();
    assertThat(assigned.status()).isEqualTo("True");
    assertThat(assigned.reason()).isEqualTo("AddressAssigned");
  }

  @Test
  void endpointsAreThePublicAddresses() {
    assertThat(Situation.healthy().addressed("lb.test", "2001:db8::1").status().endpoints())
        .extracting(Endpoint::name, Endpoint::row, Endpoint::url)
        .containsExactly(
            tuple(
                "tracker-api", EndpointRow.TRACKER_API, "http://demo-tracker.torrust.svc:1212/api"),
            tuple("tracker-http-http", EndpointRow.HTTP_TRACKER, "https://demo.test/announce"),
            tuple("tracker-udp-udp", EndpointRow.UDP_TRACKER, "udp://[2001:db8::1]:6969/announce"),
            tuple("grafana", EndpointRow.GRAFANA, "https://demo.test/"),
            tuple("grafana-live", EndpointRow.GRAFANA_LIVE, "wss://demo.test/api/live/ws"));
  }

  @Test
  void plainHttpShowsInTheAddresses() {
    final TorrustStackStatus status = Situation.of("exposure: {tls: {mode: Disabled}}\n").status();
    assertThat(status.url()).isEqualTo("http://demo.test/");
    assertThat(status.endpoints())
        .extracting(Endpoint::url)
        .contains("http://demo.test/", "ws://demo.test/api/live/ws")
        .noneMatch(url -> url != null && url.matches("(https|wss):.*"));
  }

  @Test
  void furtherHostnamesHaveEndpointsOfTheirOwn() {
    final String tracker =
        """
        tracker:
          http: [{name: http, port: 7070}, {name: second, port: 7171, hostname: peers.test}]
          api: {hostname: api.test}
        """;
    final TorrustStackStatus status = Situation.healthy(tracker).status();
    assertThat(status.endpoints())
        .extracting(Endpoint::name, Endpoint::url)
        .contains(
            tuple("tracker-http-http", "https://demo.test/announce"),
            tuple("tracker-http-second", "https://peers.test/announce"),
            tuple("tracker-api", "https://api.test/api"));
    assertThat(status.condition("Exposed").orElseThrow().message())
        .contains("demo.test", "peers.test", "api.test");
  }

  @Test
  void theIngressControllerIsTold() {
    final ExposureStatus exposure = Situation.healthy().status().exposure();
    assertThat(exposure.controller()).isEqualTo(IngressController.TRAEFIK);
    assertThat(exposure.detectedBy()).isEqualTo("spec.exposure.ingress.controller");
    assertThat(Situation.of(NOT_EXPOSED).status().exposure()).isNull();
  }

  @Test
  void behindAGatewayNoCertificateAndNoAddressOfItIsAwaited() {
    final TorrustStackStatus status =
        Situation.of(GatewaySituations.GATEWAY)
            .withoutCertManager()
            .addressed("", "192.0.2.1")
            .status();
    assertThat(status.condition("Ready").orElseThrow().status()).isEqualTo("True");
    assertThat(status.condition("CertificateReady")).isEmpty();
    assertThat(status.condition("AddressAssigned").orElseThrow().status()).isEqualTo("True");
    assertThat(status.url()).isEqualTo("https://demo.test/");
  }

  @Test
  void aGatewayWithoutTlsShowsInTheAddresses() {
    final TorrustStackStatus status =
        Situation.of(GatewaySituations.GATEWAY.replace("}}", "}, tls: {mode: Disabled}}")).status();
    assertThat(status.url()).isEqualTo("http://demo.test/");
  }

  @Test
  void theControllersBehindTheGatewayAreTold() {
    final ExposureStatus exposure = Situation.of(GatewaySituations.GATEWAY).status().exposure();
    assertThat(exposure)
        .isEqualTo(
            new ExposureStatus(null, null, null, null, List.of(Reported.GATEWAY_CONTROLLER)));
    assertThat(Situation.healthy().status().exposure().gatewayControllers()).isEmpty();
  }

  /** The client writes an object without fields as null, which the API server refuses. */
  @Test
  void ofAGatewayWithoutControllerNothingIsTold() {
    assertThat(Situation.of(GatewaySituations.GATEWAY).withoutGatewayApi().status().exposure())
        .isNull();
  }

  @Test
  void componentsTellImageAndAvailability() {
    assertThat(Situation.healthy().unavailable(PROMETHEUS).status().components())
        .containsExactly(
            new ComponentStatus("tracker", "torrust/tracker:develop", true),
            new ComponentStatus("prometheus", "prom/prometheus:v3.5.0", false),
            new ComponentStatus("grafana", "grafana/grafana:12.3.1", true));
  }

  @Test
  void effectiveValuesAreTold() {
    final TorrustStackStatus status =
        Situation.healthy("dataPolicy: Delete\ntracker: {image: 'torrust/tracker:3.0.0'}\n")
            .status();
    assertThat(status.dataPolicy()).isEqualTo(DataPolicy.DELETE);
    assertThat(status.configSchema()).isEqualTo(ConfigSchema.V2);
    assertThat(status.adminSecretName()).isEqualTo("demo-grafana-admin");
  }

  @Test
  void aReleaseWithoutMetricsIsTold() {
    final TorrustStackStatus status =
        Situation.healthy(
                """
                tracker: {image: 'torrust/tracker:3.0.0'}
                prometheus: {enabled: false, serviceMonitor: {}}
                grafana: {enabled: false}
                """)
            .without(ServiceMonitor.class)
            .status();

    assertThat(status.condition("TrackerAvailable").orElseThrow().message())
        .isEqualTo(
            "Deployment demo-tracker is available; as a release 3.x it has no metrics for"
                + " Prometheus");
    assertThat(status.condition("Monitored")).as("nothing is waited for").isEmpty();
  }

  @Test
  void dataThatStaysBehindIsTold() {
    final String external =
        "tracker: {database: {driver: MySQL, host: db.test, name: t, credentialsSecret: {name:"
            + " a}}}\n";
    final Condition moved =
        Situation.healthy(external)
            .volumeLeft(TRACKER)
            .volumeTerminating(TRACKER)
            .status()
            .condition("TrackerAvailable")
            .orElseThrow();
    assertThat(moved.status()).as("nothing runs on that volume").isEqualTo("True");
    assertThat(moved.message())
        .contains("the SQLite data of before stays behind in PersistentVolumeClaim demo-tracker");
    assertThat(Situation.healthy(external).status().condition("TrackerAvailable").orElseThrow())
        .satisfies(c -> assertThat(c.message()).doesNotContain("behind"));
    assertThat(Situation.healthy().status().condition("TrackerAvailable").orElseThrow())
        .satisfies(c -> assertThat(c.message()).doesNotContain("behind"));
  }

  @Test
  void portsOfTheNodeAreToldToLeavePodSecurity() {
    final Condition bound =
        Situation.healthy("tracker: {udp: [{name: udp, port: 6969, hostPort: true}]}\n")
            .status()
            .condition("TrackerAvailable")
            .orElseThrow();
    assertThat(bound.status()).isEqualTo("True");
    assertThat(bound.message())
        .contains("binds UDP 6969 of its node")
        .contains("leaves Pod Security restricted");
  }

  @Test
  void whatNoInformerTellsIsLookedAtAgain() {
    assertThat(Situation.healthy().needsRecheck()).isFalse();
    assertThat(Situation.healthy().withoutCertManager().needsRecheck()).isTrue();
    assertThat(Situation.of("exposure: {tls: {mode: Disabled}}\n").needsRecheck())
        .as("no class is named, so none is waited for")
        .isFalse();
    assertThat(Situation.of(NOT_EXPOSED).withoutCertManager().needsRecheck()).isFalse();
    assertThat(Situation.of(GatewaySituations.GATEWAY).needsRecheck()).isFalse();
    assertThat(Situation.of(GatewaySituations.GATEWAY).withoutGatewayApi().needsRecheck()).isTrue();
    assertThat(Situation.healthy().withoutGatewayApi().needsRecheck()).isFalse();
    assertThat(
            Situation.healthy()
                .failing(ConditionType.GRAFANA_AVAILABLE, Reason.SECRET_MISSING, "Secret a")
                .needsRecheck())
        .isTrue();
  }
}
