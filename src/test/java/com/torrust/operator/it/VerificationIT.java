package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.cluster.AuditLog;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.ingress.ContourGateway;
import com.torrust.operator.ingress.ContourIngress;
import com.torrust.operator.ingress.IssuedCertificate;
import com.torrust.operator.ingress.NginxProxy;
import com.torrust.operator.ingress.PodNetwork;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator's own verification of Grafana Live, through real proxies that let the WebSocket
 * through and that do not.
 */
@WithOperator
class VerificationIT {

  /** The pods are in a network of this machine, the hostnames nowhere. */
  private static final Map<String, String> INSIDE = Map.of("torrust.verification.pods", "true");

  private static final String STORE_PASSWORD = "changeit";

  /** No HTTP tracker, since nothing runs in its simulated pod. */
  private static final String STACK =
      """
        tracker: {http: []}
        exposure:
          ingress: {%s}
          tls: {issuerRef: {name: test-ca, kind: ClusterIssuer}}
          probe: {mode: InCluster, connectTo: '127.0.0.1:%d'}
      """;

  @Test
  void contourIsVerifiedCaughtAndVerifiedAgain(
      Sandbox sandbox, TestCluster cluster, Operator operator) {
    assumeProxies(cluster, PodNetwork.unavailable());
    try (ContourIngress contour = ContourIngress.start(cluster)) {
      // After its IngressClass is there: the operator keeps what it has read of them for a while.
      operator.restart(INSIDE);
      final String good = STACK.formatted("className: contour", contour.httpsPort());
      sandbox.apply(good);
      try (StackBed bed = StackBed.open(sandbox)) {
        bed.runGrafana();
        assertVerified(sandbox);
        assertThat(sandbox.kubectl().run("get", "tstack", "-n", sandbox.namespace()))
            .containsPattern("demo +True +https://\\S+ +True");

        sandbox.apply(
            STACK.formatted(
                "className: contour, annotations: {projectcontour.io/websocket-routes: /no}",
                contour.httpsPort()));
        final Instant taken = Instant.now();
        final Condition refused = sandbox.awaitReason("WebSocketReady", "UpgradeForbidden");
        System.out.println(
            "the annotation taken away to WebSocketReady False: "
                + Duration.between(taken, Instant.now()).toMillis()
                + " ms");
        assertThat(refused.status()).isEqualTo("False");
        assertThat(refused.message())
            .contains("answered with 403", "by envoy", "the proxy is at fault", "annotations");
        sandbox.awaitReason("Ready", "UpgradeForbidden");
        sandbox.awaitReason("Stalled", "UpgradeForbidden");

        sandbox.apply(good);
        assertVerified(sandbox);
        assertNothingIsWritten(sandbox, cluster, operator);
      }
    }
  }

  @Test
  void aBareProxyPassIsCaught(Sandbox sandbox, TestCluster cluster, Operator operator) {
    assumeProxies(cluster, PodNetwork.unavailable().or(NginxProxy::unavailable));
    operator.restart(INSIDE);
    sandbox.apply("");
    try (StackBed bed = StackBed.open(sandbox);
        NginxProxy bare = bed.nginx(NginxProxy.Form.BARE);
        NginxProxy right = bed.nginx(NginxProxy.Form.WEBSOCKET)) {
      bed.runGrafana();
      sandbox.apply(STACK.formatted("", bare.port()));
      final Condition stripped = sandbox.awaitReason("WebSocketReady", "UpgradeStripped");
      assertThat(stripped.status()).isEqualTo("False");
      assertThat(stripped.message()).contains("answered with 400 by Grafana", "at fault");
      sandbox.awaitReason("Stalled", "UpgradeStripped");

      sandbox.apply(STACK.formatted("", right.port()));
      assertVerified(sandbox);
    }
  }

  /** The certificate is the Gateway's: its issuer is known to the operator's Java platform only. */
  @Test
  void aGatewayIsVerified(
      Sandbox sandbox, TestCluster cluster, Operator operator, @TempDir Path folder)
      throws IOException, GeneralSecurityException {
    assumeProxies(cluster, PodNetwork.unavailable());
    try (ContourGateway gateway = ContourGateway.start(cluster)) {
      final IssuedCertificate certificate =
          gateway.serveTls("demo." + sandbox.namespace() + ".test");
      sandbox.apply(
          """
            tracker: {http: []}
            exposure:
              type: Gateway
              gateway: {parentRefs: [{name: %1$s, namespace: %1$s, sectionName: %2$s}]}
              probe: {mode: InCluster, connectTo: '127.0.0.1:%3$d'}
          """
              .formatted(ContourGateway.NAME, certificate.secretName(), gateway.httpsPort()));
      try (StackBed bed = StackBed.open(sandbox)) {
        bed.runGrafana();
        operator.restart(INSIDE);
        assertThat(sandbox.awaitReason("WebSocketReady", "TLSInvalid").status()).isEqualTo("False");

        final Path store = folder.resolve("trust.p12");
        trust(certificate.authority(), store);
        operator.restart(
            Map.of(
                "torrust.verification.pods",
                "true",
                "javax.net.ssl.trustStore",
                store.toString(),
                "javax.net.ssl.trustStorePassword",
                STORE_PASSWORD));
        assertVerified(sandbox);
      }
    }
  }

  private static void trust(String authority, Path file)
      throws IOException, GeneralSecurityException {
    final KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "test-ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII))));
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, STORE_PASSWORD.toCharArray());
    }
  }

  @Test
  void aNameWithoutAddressKeepsNothingFromReady(
      Sandbox sandbox, Operator operator, @TempDir Path folder) throws IOException {
    final Path hosts = Files.createFile(folder.resolve("hosts"));
    operator.restart(
        Map.of(
            "torrust.verification.public-names", "true", "jdk.net.hosts.file", hosts.toString()));
    sandbox.apply("");
    sandbox.awaitReady();
    final Condition unknown = sandbox.awaitReason("WebSocketReady", "DNSNotReady");
    assertThat(unknown.status()).isEqualTo("Unknown");
    assertThat(unknown.message()).contains(sandbox.stack().getSpec().hostname(), "address record");
  }

  private static void assumeProxies(TestCluster cluster, Optional<String> missing) {
    assumeTrue(cluster.simulated(), "the pods of this cluster are not simulated");
    assumeTrue(missing.isEmpty(), () -> "no proxy can run here: " + missing.get());
  }

  private static void assertVerified(Sandbox sandbox) {
    assertThat(sandbox.awaitReason("WebSocketReady", "WebSocketVerified").message())
        .contains("wss://", "101 with a valid accept key and carries frames both ways");
    sandbox.awaitReady();
  }

  /** A restart, the look that follows it, and a resync change nothing. */
  private static void assertNothingIsWritten(
      Sandbox sandbox, TestCluster cluster, Operator operator) {
    operator.stop();
    final Object before = sandbox.stack().getStatus();
    final Instant start = Instant.now();
    operator.restart(INSIDE);
    Sandbox.await().until(() -> hasLooked(cluster.audit(), sandbox, start));
    Sandbox.await().during(Duration.ofSeconds(3)).until(() -> true);
    final List<AuditLog.Entry> writes =
        cluster.audit().writes(OperatorProcess.USER, sandbox.namespace()).stream()
            .filter(write -> write.at().isAfter(start))
            .toList();
    System.out.println("writes over a restart with verification: " + writes.size());
    assertThat(writes)
        .as("the status before and after: %s", List.of(before, sandbox.stack().getStatus()))
        .isEmpty();
  }

  /** Each look reads the issuer's certificate, and nothing else does. */
  private static boolean hasLooked(AuditLog audit, Sandbox sandbox, Instant since) {
    return audit.entries().stream()
        .filter(entry -> entry.at().isAfter(since) && entry.user().equals(OperatorProcess.USER))
        .filter(entry -> entry.namespace().equals(sandbox.namespace()))
        .anyMatch(entry -> entry.verb().equals("get") && entry.name().equals("demo-tls"));
  }
}
