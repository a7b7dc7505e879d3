package com.torrust.operator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.torrust.operator.kube.Component;
import com.torrust.operator.status.Planned;
import com.torrust.operator.status.Reason;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which endpoints there are, and where each is asked, or why it is not. */
class PlanTest {

  private static final String TRACKER_POD = "POD 198.18.0.0";
  private static final String OFF = "PUBLIC_REQUESTS_OFF";
  private static final String WAITING = "WAITING";
  private static final String DISABLED = "VERIFICATION_DISABLED";
  private static final String PUBLIC = "PUBLIC demo.test:443";
  private static final String GIVEN = "GIVEN ingress.svc:8443";

  private static final String MODE_PUBLIC = exposure("mode: Public");
  private static final String MODE_IN_CLUSTER =
      exposure("mode: InCluster, connectTo: 'ingress.svc:8443'");
  private static final String MODE_DISABLED = exposure("mode: Disabled");
  private static final String NODE_PORT =
      "tracker: {udp: [{name: udp, port: 6969, service: {type: NodePort}}]}";

  /** Columns: the tracker's API, HTTP tracker, UDP tracker, and both rows of Grafana. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void tellsWhereEachRowIsAsked(
      String name, Plan plan, String api, String http, String udp, String grafana) {
    assertThat(plan.targets().stream().map(PlanTest::way))
        .containsExactly(
            "tracker-api " + api,
            "tracker-http-http " + http,
            "tracker-udp-udp " + udp,
            "grafana " + grafana,
            "grafana-live " + grafana);
  }

  private static Stream<Arguments> plans() {
    final String api = TRACKER_POD + ":1212";
    final String udp = TRACKER_POD + ":6969";
    final String address = "PUBLIC 192.0.2.1:6969";
    return Stream.of(
        row("Public", all(MODE_PUBLIC), api, PUBLIC, address, PUBLIC),
        row("Public, no public names", plan(MODE_PUBLIC, false, true), api, OFF, OFF, OFF),
        row(
            "Public, no pods",
            plan(MODE_PUBLIC, true, false),
            "POD_REQUESTS_OFF",
            PUBLIC,
            address,
            PUBLIC),
        row("Public, NodePort", all(MODE_PUBLIC + NODE_PORT), api, PUBLIC, udp, PUBLIC),
        row(
            "Public, NodePort, no pods",
            plan(MODE_PUBLIC + NODE_PORT, true, false),
            "POD_REQUESTS_OFF",
            PUBLIC,
            "POD_REQUESTS_OFF",
            PUBLIC),
        row(
            "Public, a hostname",
            all(MODE_PUBLIC + udp("hostname: udp.test")),
            api,
            PUBLIC,
            "PUBLIC udp.test:6969",
            PUBLIC),
        row(
            "Public, a hostname, no address yet",
            Planned.withoutAddress(MODE_PUBLIC + udp("hostname: udp.test")).plan(true, true),
            api,
            PUBLIC,
            "PUBLIC udp.test:6969",
            PUBLIC),
        row("Public, hostPort", all(MODE_PUBLIC + udp("hostPort: true")), api, PUBLIC, udp, PUBLIC),
        row(
            "Public, hostPort with a hostname",
            all(MODE_PUBLIC + udp("hostPort: true, hostname: udp.test")),
            api,
            PUBLIC,
            "PUBLIC udp.test:6969",
            PUBLIC),
        row(
            "Public, ClusterIP with a hostname",
            all(MODE_PUBLIC + udp("hostname: udp.test, service: {type: ClusterIP}")),
            api,
            PUBLIC,
            udp,
            PUBLIC),
        row("InCluster", all(MODE_IN_CLUSTER), api, GIVEN, udp, GIVEN),
        row(
            "InCluster, no public names",
            plan(MODE_IN_CLUSTER, false, true),
            api,
            GIVEN,
            udp,
            GIVEN),
        row(
            "InCluster, no pods",
            plan(MODE_IN_CLUSTER, true, false),
            "POD_REQUESTS_OFF",
            GIVEN,
            "POD_REQUESTS_OFF",
            GIVEN),
        row("Disabled", all(MODE_DISABLED), DISABLED, DISABLED, DISABLED, DISABLED),
        row(
            "Disabled and nothing is there",
            Planned.of(MODE_DISABLED)
                .without(Component.TRACKER)
                .without(Component.GRAFANA)
                .withoutCertificate()
                .plan(false, false),
            DISABLED,
            DISABLED,
            DISABLED,
            DISABLED),
        row(
            "no tracker",
            Planned.of(MODE_PUBLIC).without(Component.TRACKER).plan(true, true),
            WAITING,
            WAITING,
            WAITING,
            PUBLIC),
        row(
            "no Grafana",
            Planned.of(MODE_PUBLIC).without(Component.GRAFANA).plan(true, true),
            api,
            PUBLIC,
            address,
            WAITING),
        row(
            "no certificate",
            Planned.of(MODE_PUBLIC).withoutCertificate().plan(true, true),
            api,
            WAITING,
            address,
            WAITING),
        row(
            "no address",
            Planned.withoutAddress(MODE_PUBLIC).plan(true, true),
            api,
            PUBLIC,
            "ADDRESS_PENDING",
            PUBLIC),
        row(
            "no pod",
            Planned.withoutPods(MODE_PUBLIC).plan(true, true),
            WAITING,
            PUBLIC,
            address,
            PUBLIC));
  }

  private static String udp(String fields) {
    return "tracker: {udp: [{name: udp, port: 6969, " + fields + "}]}";
  }

  @Test
  void grafanaIsAskedPastTheProxyToo() {
    assertThat(live(all(MODE_PUBLIC)).direct())
        .hasValue(new Connection(Connection.Kind.POD, "198.18.0.2", 3000));
    assertThat(live(plan(MODE_PUBLIC, true, false)).direct()).isEmpty();
    assertThat(live(Planned.withoutPods(MODE_PUBLIC).plan(true, true)).direct()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ingress.svc,             ingress.svc, 443",
    "ingress.svc:1,           ingress.svc, 1",
    "ingress.svc:65535,       ingress.svc, 65535",
    "10.0.0.1,                10.0.0.1,    443",
    "10.0.0.1:8443,           10.0.0.1,    8443",
    "[fd00::1],               fd00::1,     443",
    "[fd00::1]:8443,          fd00::1,     8443"
  })
  void theGivenAddressMayHaveAPort(String given, String host, int port) {
    assertThat(live(all(exposure("mode: InCluster, connectTo: '" + given + "'"))).connection())
        .isEqualTo(new Connection(Connection.Kind.GIVEN, host, port));
  }

  @Test
  void withoutTlsThePortIsThatOfHttp() {
    final Target live =
        live(all("exposure: {ingress: {controller: Traefik}, tls: {mode: Disabled}}\n"));
    assertThat(live.connection())
        .isEqualTo(new Connection(Connection.Kind.PUBLIC, "demo.test", 80));
    assertThat(live.url()).isEqualTo("ws://demo.test/api/live/ws");
  }

  @Test
  void anApiWithAHostnameIsAskedThere() {
    final Target api =
        all(MODE_PUBLIC + "tracker: {api: {hostname: api.demo.test}}").targets().get(0);
    assertThat(way(api)).isEqualTo("tracker-api PUBLIC api.demo.test:443");
    assertThat(api.url()).isEqualTo("https://api.demo.test/api");
  }

  @Test
  void eachRowHasItsUrl() {
    assertThat(all(MODE_PUBLIC).targets())
        .extracting(Target::url)
        .containsExactly(
            "http://demo-tracker.torrust.svc:1212/api",
            "https://demo.test/announce",
            "udp://192.0.2.1:6969/announce",
            "https://demo.test/",
            "wss://demo.test/api/live/ws");
  }

  @Test
  void theAssignmentNamesSecretsOfTheStackOnly() {
    final Assignment assignment = all(MODE_PUBLIC).assignment();
    assertThat(assignment.namespace()).isEqualTo("torrust");
    assertThat(assignment.credentials()).isEqualTo("demo-grafana-applied");
    assertThat(assignment.authority()).isEqualTo("demo-tls");
    assertThat(assignment.origin()).isEqualTo("https://demo.test");
    assertThat(assignment.interval()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void anotherExposureIsAnotherHash() {
    final String other =
        "exposure: {ingress: {controller: Contour}, tls: {issuerRef: {name: ca}}}\n";
    assertThat(all(other).assignment().exposure())
        .isNotEqualTo(all(MODE_PUBLIC).assignment().exposure());
    assertThat(all(MODE_IN_CLUSTER).assignment().exposure())
        .as("how it is verified does not change how it is served")
        .isEqualTo(all(MODE_PUBLIC).assignment().exposure());
  }

  /** A refused password is tried again as soon as the one that Grafana has may be another. */
  @ParameterizedTest
  @EnumSource(names = {"PASSWORD_PENDING", "PASSWORD_NOT_CHANGED"})
  void whatBecomesOfThePasswordIsAnotherVersion(Reason reason) {
    assertThat(Planned.of(MODE_PUBLIC).failing(reason).plan(true, true).assignment().version())
        .isNotEqualTo(all(MODE_PUBLIC).assignment().version());
  }

  private static Arguments row(
      String name, Plan plan, String api, String http, String udp, String grafana) {
    return arguments(name, plan, api, http, udp, grafana);
  }

  private static Plan all(String fields) {
    return plan(fields, true, true);
  }

  private static Plan plan(String fields, boolean publicNames, boolean pods) {
    return Planned.of(fields).plan(publicNames, pods);
  }

  private static String exposure(String probe) {
    return "exposure: {probe: {"
        + probe
        + "}, ingress: {controller: Traefik}, tls: {issuerRef: {name: ca}}}\n";
  }

  private static Target live(Plan plan) {
    return plan.targets().stream()
        .filter(target -> target.endpoint().equals("grafana-live"))
        .findFirst()
        .orElseThrow();
  }

  private static String way(Target target) {
    return target.endpoint()
        + " "
        + (target.isOpen()
            ? target.connection().kind() + " " + target.connection()
            : target.held().reason().name());
  }
}
