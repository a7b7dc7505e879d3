package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.Endpoint;
import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.ingress.ContourIngress;
import com.torrust.operator.ingress.Handshake;
import com.torrust.operator.ingress.LiveSocket;
import com.torrust.operator.ingress.RawHttp;
import com.torrust.operator.kube.Component;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a stack is for, at once: the real tracker and the stand-in for Grafana, through the
 * operator's own Ingresses and Services, a real Contour with Envoy, and cert-manager's
 * certificates.
 */
@WithOperator
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FiveRowsIT {

  /** Longer than the idle timeout of a minute that many proxies have. */
  private static final Duration SOAK = Duration.ofSeconds(70);

  private static final int UDP_PORT = 6969;
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Pattern PEER =
      Pattern.compile("2:ip\\d+:([0-9.]+)7:peer id20:.{20}4:porti(\\d+)e");
  private static final String SPEC =
      """
        tracker:
          image: %s
          api: {hostname: api.%s.test}
        exposure:
          ingress: {className: contour}
          tls: {issuerRef: {name: test-ca, kind: ClusterIssuer}}
      """;

  private ContourIngress contour;
  private StackBed bed;
  private String site;
  private String api;
  private Handshake socket;
  private Instant opened;

  /**
   * A question of somebody outside the cluster.
   *
   * @param what the row of the README, and what is asked
   * @param ask asks and returns the answer
   * @param answer what the answer has in it
   */
  private record Row(String what, Supplier<String> ask, String answer) {

    @Override
    public String toString() {
      return what;
    }
  }

  @BeforeAll
  void start(Sandbox sandbox, TestCluster cluster, Operator operator) {
    StackBed.assumePossible(cluster);
    TrackerImage.assumePossible();
    contour = ContourIngress.start(cluster);
    sandbox.apply(SPEC.formatted(TrackerImage.NAME, sandbox.namespace()));
    bed = StackBed.start(sandbox);
    site = sandbox.awaitReady().getSpec().hostname();
    api = "api." + sandbox.namespace() + ".test";
    socket = Sandbox.await().until(this::live, handshake -> handshake.socket().isPresent());
    opened = Instant.now();
    socket.live().connect();
  }

  @AfterAll
  void stop() {
    if (socket != null) {
      socket.close();
    }
    if (bed != null) {
      bed.close();
    }
    if (contour != null) {
      contour.close();
    }
  }

  Stream<Row> rows() {
    return Stream.of(
        new Row(
            "Tracker API, health", () -> get(api, "/api/health_check"), "200 {\"status\":\"Ok\"}"),
        new Row("Tracker API, no token", () -> get(api, "/api/v1/stats"), "unauthorized"),
        new Row("HTTP tracker, announce", this::announceTwice, "[" + far() + ":6881]"),
        new Row("HTTP tracker, scrape", this::scrape, "8:completei1e"),
        new Row("UDP tracker, announce", this::announceByUdp, "[/" + near() + ":6883]"),
        new Row("UDP tracker, then HTTP", this::announceByBoth, "[" + near() + ":6885]"),
        new Row("Grafana, page", () -> get(site, "/", signedIn()), "200 <!DOCTYPE html>"),
        new Row("Grafana, health", () -> get(site, "/api/health"), "200 {\"database\":\"ok\"}"),
        new Row("Grafana Live, both ways", this::talk, "101 method not found"));
  }

  @Order(1)
  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void everyRowHolds(Row row) {
    // A new route is not there at once.
    Sandbox.await().untilAsserted(() -> assertThat(row.ask().get()).contains(row.answer()));
  }

  @Order(2)
  @Test
  void theOperatorSaysSoToo(Sandbox sandbox, Operator operator) {
    operator.restart(Map.of("torrust.verification.pods", "true"));
    sandbox.apply(
        SPEC.formatted(TrackerImage.NAME, sandbox.namespace())
            + "    probe: {mode: InCluster, connectTo: '127.0.0.1:%d'}\n"
                .formatted(contour.httpsPort()));
    sandbox.awaitTrue("WebSocketReady");
    sandbox.awaitTrue("EndpointsVerified");
    assertThat(sandbox.awaitReady().getStatus().endpoints())
        .extracting(Endpoint::row, Endpoint::verified)
        .containsExactlyInAnyOrder(
            tuple(EndpointRow.TRACKER_API, "True"),
            tuple(EndpointRow.HTTP_TRACKER, "True"),
            tuple(EndpointRow.UDP_TRACKER, "True"),
            tuple(EndpointRow.GRAFANA, "True"),
            tuple(EndpointRow.GRAFANA_LIVE, "True"));

    bed.stop(Component.TRACKER);
    sandbox.apply(
        SPEC.formatted(TrackerImage.NAME, sandbox.namespace())
            + "    probe: {mode: InCluster, interval: 11m, connectTo: '127.0.0.1:%d'}\n"
                .formatted(contour.httpsPort()));
    final Condition failed = sandbox.awaitReason("EndpointsVerified", "BackendUnavailable");
    assertThat(failed.message()).contains("/announce", "503", "ingressFrom");
    sandbox.awaitReason("Ready", "BackendUnavailable");
    sandbox.awaitTrue("WebSocketReady");

    bed.runTracker();
    sandbox.awaitReady();
  }

  /** It was opened before the rows were asked: what they take is not waited for again. */
  @Order(3)
  @Test
  void keepsTheSocketOpen() {
    final Duration left = SOAK.minus(Duration.between(opened, Instant.now()));

    assertThat(socket.live().awaitEnd(left)).as("the end, as it is told").isEmpty();

    assertThat(socket.live().pings()).as("one each 25 s").isGreaterThanOrEqualTo(2);
    assertThat(socket.live().call().has("error")).as("still answers").isTrue();
  }

  /**
   * The second peer asks through Envoy too, and a forged header doesn't help the first one. The
   * peers have no loopback addresses, which the tracker replaces by its own.
   */
  private String announceTwice() {
    announce("by-http-alone-------", far(), 6881, "X-Forwarded-For: 126.0.0.9");
    return announce("by-http-alone-------", near(), 6882);
  }

  private String scrape() {
    announce("to-be-scraped-------", near(), 6881);
    return get(site, "/scrape?info_hash=to-be-scraped-------");
  }

  private String announceByUdp() {
    announceByUdp("by-udp-alone--------", 6883);
    return announceByUdp("by-udp-alone--------", 6884).toString();
  }

  private String announceByBoth() {
    announceByUdp("by-udp-and-http-----", 6885);
    return announce("by-udp-and-http-----", far(), 6886);
  }

  private String talk() {
    try (Handshake handshake = live()) {
      final LiveSocket open = handshake.live();
      open.connect();
      return handshake.status() + " " + open.call().path("error").path("message").asText();
    }
  }

  private Handshake live() {
    return bed.webSocket(contour.httpsPort()).open();
  }

  private List<InetSocketAddress> announceByUdp(String hash, int port) {
    return UdpTracker.announce(
        bed.address(Component.TRACKER, UDP_PORT), LIMIT, hash.getBytes(), peer(port), port);
  }

  private String announce(String hash, String from, int port, String... headers) {
    final String query =
        "?info_hash=%s&peer_id=%s&port=%d&uploaded=0&downloaded=0&left=0&event=started&compact=0"
            .formatted(hash, peer(port), port);
    final RawHttp answer =
        bed.https(contour.httpsPort()).from(from).get(site, "/announce" + query, headers);
    return "peers "
        + PEER.matcher(answer.body()).results().map(p -> p.group(1) + ":" + p.group(2)).toList();
  }

  private String get(String hostname, String path, String... headers) {
    final RawHttp answer = bed.https(contour.httpsPort()).get(hostname, path, headers);
    return answer.status() + " " + answer.body();
  }

  private String signedIn() {
    return "Authorization: " + bed.webSocket(contour.httpsPort()).authorization().orElseThrow();
  }

  private static String peer(int port) {
    return "-qB0000-00000000" + port;
  }

  /** Not Envoy's own address, which the tracker would record if it believed no header. */
  private String far() {
    return bed.network(Component.GRAFANA).machine();
  }

  /** Envoy's own address towards the tracker, and that of datagrams. */
  private String near() {
    return bed.network(Component.TRACKER).machine();
  }
}
