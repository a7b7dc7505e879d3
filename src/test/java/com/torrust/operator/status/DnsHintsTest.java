package com.torrust.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.DnsHint;
import com.torrust.operator.api.v1alpha1.Endpoint;
import com.torrust.operator.api.v1alpha1.TorrustStackStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Announce URLs and the DNS records that they need. */
class DnsHintsTest {

  private static final String SEVERAL =
      """
      tracker:
        udp:
          - {name: balanced, port: 6969, hostname: udp.demo.test}
          - {name: node, port: 6868, hostname: node.demo.test, service: {type: NodePort}}
          - {name: bound, port: 6767, hostname: bound.demo.test, hostPort: true}
          - {name: same, port: 6666, hostname: demo.test}
          - {name: bare, port: 6565}
        http: [{name: http, port: 7070}, {name: second, port: 7171, hostname: peers.test}]
        api: {hostname: api.test}
      """;

  @Test
  void everyHostnameHasItsAddressesAndItsTrackers() {
    final TorrustStackStatus status =
        Situation.healthy(SEVERAL)
            .running()
            .nodePort("demo-tracker-node", 31868)
            .addressed("lb.test", "192.0.2.1")
            .status();

    assertThat(status.dnsHints())
        .containsExactly(
            new DnsHint("demo.test", List.of(), "BITTORRENT UDP:6666 TCP:443"),
            new DnsHint("peers.test", List.of("lb.test"), "BITTORRENT TCP:443"),
            new DnsHint("api.test", List.of("lb.test"), "BITTORRENT DENY ALL"),
            new DnsHint("udp.demo.test", List.of("192.0.2.1"), "BITTORRENT UDP:6969"),
            new DnsHint("node.demo.test", List.of(), "BITTORRENT UDP:31868"),
            new DnsHint("bound.demo.test", List.of(), "BITTORRENT UDP:6767"));
    assertThat(urls(status))
        .containsEntry("tracker-http-http", "https://demo.test/announce")
        .containsEntry("tracker-http-second", "https://peers.test/announce")
        .containsEntry("tracker-udp-balanced", "udp://udp.demo.test:6969/announce")
        .containsEntry("tracker-udp-node", "udp://node.demo.test:31868/announce")
        .containsEntry("tracker-udp-bound", "udp://bound.demo.test:6767/announce")
        .containsEntry("tracker-udp-same", "udp://demo.test:6666/announce")
        .containsEntry("tracker-udp-bare", "udp://192.0.2.1:6565/announce");
  }

  /** A client asks any of the addresses, for the one as for the other. */
  @Test
  void aNameThatIsServedTwiceHasTheAddressesThatServeBoth() {
    final String shared = "tracker: {udp: [{name: udp, port: 6969, hostname: demo.test}]}\n";
    final TorrustStackStatus apart =
        Situation.healthy(shared).addressed("lb.test", "192.0.2.1").status();
    assertThat(apart.dnsHints().get(0).addresses()).isEmpty();
    assertThat(apart.condition("AddressAssigned").orElseThrow().message())
        .isEqualTo(
            "every Ingress and LoadBalancer Service has an address; no address serves all of"
                + " demo.test: give each UDP listener a hostname of its own");

    final TorrustStackStatus together =
        Situation.healthy(shared).addressed("lb.test", "lb.test").status();
    assertThat(together.dnsHints().get(0).addresses()).containsExactly("lb.test");
    assertThat(together.condition("AddressAssigned").orElseThrow().message())
        .isEqualTo("every Ingress and LoadBalancer Service has an address");
  }

  @Test
  void whatHasNoAddressYetNeedsNoRecordYet() {
    final TorrustStackStatus status = Situation.healthy(SEVERAL).running().status();

    assertThat(status.dnsHints()).allSatisfy(hint -> assertThat(hint.addresses()).isEmpty());
    assertThat(status.dnsHints())
        .filteredOn(hint -> hint.hostname().equals("node.demo.test"))
        .as("its port is not known yet")
        .extracting(DnsHint::txt)
        .containsExactly("BITTORRENT DENY ALL");
    assertThat(urls(status)).doesNotContainKeys("tracker-udp-bare", "tracker-udp-node");
  }

  @Test
  void withoutTlsTheTrackerIsOnThePortOfHttp() {
    assertThat(Situation.of("exposure: {tls: {mode: Disabled}}\n").status().dnsHints().get(0).txt())
        .isEqualTo("BITTORRENT TCP:80");
  }

  @Test
  void withoutHttpListenersTheHostnameOfGrafanaHasNoTracker() {
    assertThat(Situation.healthy("tracker: {http: []}\n").status().dnsHints())
        .containsExactly(new DnsHint("demo.test", List.of(), "BITTORRENT DENY ALL"));
  }

  @Test
  void whatIsNotExposedHasNoRecords() {
    assertThat(Situation.of("exposure: {type: None}\n").status().dnsHints()).isEmpty();
  }

  @Test
  void aPortOfTheNodeWithoutNameIsReachedByTheNodesAddress() {
    final String bound = "tracker: {udp: [{name: udp, port: 6969, hostPort: true}]}\n";
    assertThat(urls(Situation.healthy(bound).running().status()))
        .containsEntry("tracker-udp-udp", "udp://203.0.113.7:6969/announce");
    assertThat(Situation.healthy(bound).status().condition("AddressAssigned").orElseThrow())
        .as("only the Ingress is waited for")
        .satisfies(c -> assertThat(c.message()).doesNotContain("Service"));
  }

  private static Map<String, String> urls(TorrustStackStatus status) {
    return status.endpoints().stream()
        .filter(endpoint -> endpoint.url() != null)
        .collect(Collectors.toMap(Endpoint::name, Endpoint::url));
  }
}
