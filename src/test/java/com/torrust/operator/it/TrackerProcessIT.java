package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.container.ContainerProcess;
import com.torrust.operator.container.HttpAnswer;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.tracker.TrackerConfigMap;
import com.torrust.operator.tracker.TrackerDeployment;
import com.torrust.operator.tracker.TrackerTokenSecret;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The real tracker 3.0.0 with the very file, command, environment, probes and stop that the
 * operator renders for it. Its image is not to be had here, so a folder with the same layout stands
 * for it.
 */
class TrackerProcessIT {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String SMALLEST = "tracker: {image: 'torrust/tracker:3.0.0'}\n";
  private static final String TOKEN = "Secret0Token";
  private static final int HTTP = 7070;
  private static final int API = 1212;
  private static final String HASH = "%01%02%03%04%05%06%07%08%09%0a%0b%0c%0d%0e%0f%10%11%12%13%ff";

  @BeforeAll
  static void needsTrackerAndNamespaces() {
    TrackerImage.assumePossible();
  }

  @Test
  void servesPeersBehindTheProxyAndStopsInTime() {
    final PodTemplateSpec template = template(SMALLEST);
    try (ContainerProcess tracker = start(template, SMALLEST)) {
      awaitProbes(tracker, template);

      announce(tracker, "126.0.0.5", "-qB00000000000000001", 6881);
      final HttpAnswer second = announce(tracker, "126.0.0.6", "-qB00000000000000002", 6882);

      assertThat(second.status()).isEqualTo(200);
      assertThat(second.text()).as("the first peer's address").contains("126.0.0.5");
      assertThat(second.text()).doesNotContain("10.244.");
      final UdpTracker udp = new UdpTracker(datagram -> tracker.udp(6969, datagram, LIMIT));
      final long connection = udp.connect();
      assertThat(connection).as("BEP 15: the transaction id comes back").isNotZero();
      assertThat(udp.announce(connection, new byte[20], "-qB00000000000000003", 6883)).isEmpty();
      assertThat(udp.announce(connection, new byte[20], "-qB00000000000000004", 6884))
          .as("the other peer of the swarm")
          .extracting(InetSocketAddress::getPort)
          .containsExactly(6883);
      assertThat(stats(tracker, TOKEN).status()).isEqualTo(200);
      assertThat(stats(tracker, "wrong").text()).contains("token not valid");

      assertThat(tracker.stop()).isLessThan(Duration.ofSeconds(10));
      assertThat(tracker.killed()).isFalse();
      assertThat(tracker.exitCode()).hasValue(0);
      assertThat(tracker.log()).doesNotContain(TOKEN);
    }
  }

  @Test
  void refusesStrangersWhenPrivateAndListed() {
    final String spec =
        "tracker: {image: 'torrust/tracker:3.0.0', private: true, listed: true}\n";
    final PodTemplateSpec template = template(spec);
    try (ContainerProcess tracker = start(template, spec)) {
      awaitProbes(tracker, template);

      assertThat(announce(tracker, "126.0.0.5", "-qB00000000000000001", 6881).text())
          .contains("failure reason");
      assertThat(tracker.log()).doesNotContain("UDP TRACKER: Started");
    }
  }

  @Test
  void refusesTorrentsThatAreNotListed() {
    final String spec = "tracker: {image: 'torrust/tracker:3.0.0', listed: true}\n";
    final PodTemplateSpec template = template(spec);
    try (ContainerProcess tracker = start(template, spec)) {
      awaitProbes(tracker, template);

      assertThat(announce(tracker, "126.0.0.5", "-qB00000000000000001", 6881).text())
          .contains("failure reason")
          .contains("not whitelisted");
    }
  }

  /** The interval is in every answer; the tracker takes the settings as it takes its own keys. */
  @Test
  void readsAnnounceIntervalsAndSettings() {
    final String spec =
        """
        tracker:
          image: torrust/tracker:3.0.0
          announce: {interval: 30m, minInterval: 10m}
          settings:
            core:
              tracker_policy: {persistent_torrent_completed_stat: true}
              net: {external_ip: 192.0.2.7}
        """;
    final PodTemplateSpec template = template(spec);
    try (ContainerProcess tracker = start(template, spec)) {
      awaitProbes(tracker, template);

      assertThat(announce(tracker, "126.0.0.5", "-qB00000000000000001", 6881).text())
          .contains("8:intervali1800e")
          .contains("12:min intervali600e");
      announce(tracker, "127.0.0.1", "-qB00000000000000002", 6882);
      assertThat(announce(tracker, "126.0.0.6", "-qB00000000000000003", 6883).text())
          .as("external_ip stands for a peer on the loopback")
          .contains("192.0.2.7");
    }
  }

  @Test
  void readinessTellsTheTruthAboutTheListener() {
    final String wanted =
        "tracker: {image: 'torrust/tracker:3.0.0', http: [{name: http, port: 7171}]}\n";
    final PodTemplateSpec template = template(wanted);
    try (ContainerProcess tracker = start(template, SMALLEST)) {
      final Container container = template.getSpec().getContainers().get(0);
      tracker.awaitProbe(container.getStartupProbe(), LIMIT);

      assertThat(tracker.probe(container.getLivenessProbe()).success()).isTrue();
      assertThat(tracker.probe(container.getReadinessProbe()).success())
          .as("the process is well, but nothing listens on 7171")
          .isFalse();
    }
  }

  /** Without it, the tracker waits for SIGKILL: what the hook is there for. */
  @Test
  void withoutTheHookItIsKilled() {
    final PodTemplateSpec template = template(SMALLEST);
    template.getSpec().getContainers().get(0).setLifecycle(null);
    template.getSpec().setTerminationGracePeriodSeconds(3L);
    try (ContainerProcess tracker = start(template, SMALLEST)) {
      awaitProbes(tracker, template);

      tracker.stop();

      assertThat(tracker.killed()).isTrue();
    }
  }

  private static void awaitProbes(ContainerProcess tracker, PodTemplateSpec template) {
    final Container container = template.getSpec().getContainers().get(0);
    tracker.awaitProbe(container.getStartupProbe(), LIMIT);
    tracker.awaitProbe(container.getReadinessProbe(), LIMIT);
    tracker.awaitProbe(container.getLivenessProbe(), LIMIT);
  }

  private static ContainerProcess start(PodTemplateSpec template, String spec) {
    return TrackerImage.container(template)
        .configMap(new TrackerConfigMap().desired(inputs(spec)))
        .secret(TrackerTokenSecret.desired(inputs(spec).stack(), TOKEN))
        .start();
  }

  private static PodTemplateSpec template(String spec) {
    return new TrackerDeployment().desired(inputs(spec)).getSpec().getTemplate();
  }

  private static Inputs inputs(String spec) {
    final String hostname =
        """
        hostname: tracker.example.test
        exposure: {tls: {issuerRef: {name: ca}}}
        """;
    return Rendering.inputs(Manifests.stackOf(hostname + spec));
  }

  private static HttpAnswer announce(
      ContainerProcess tracker, String address, String peer, int port) {
    return tracker.http(
        HTTP,
        "/announce?info_hash="
            + HASH
            + "&peer_id="
            + peer
            + "&port="
            + port
            + "&uploaded=0&downloaded=0&left=0&event=started&compact=0",
        Map.of("X-Forwarded-For", address));
  }

  private static HttpAnswer stats(ContainerProcess tracker, String token) {
    return tracker.http(API, "/api/v1/stats?token=" + token, Map.of());
  }
}
