package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.IngressController;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hostnames, certificates and annotations of the Ingress. */
@WithOperator
class ExposureIT {

  private static final String ISSUER = "issuerRef: {name: test-ca, kind: ClusterIssuer}";

  @Test
  void theIngressClassTellsTheAnnotations(Sandbox sandbox) {
    final String name = sandbox.namespace();
    sandbox
        .client()
        .resource(
            new IngressClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withController("nginx.org/ingress-controller")
                .endSpec()
                .build())
        .create();
    try {
      sandbox.apply(ingress("className: " + name + ", webSocketTimeout: 2h"));

      // The operator keeps what it read of the cluster's classes for 30 s.
      Sandbox.await()
          .untilAsserted(
              () ->
                  assertThat(annotations(sandbox))
                      .containsEntry("nginx.org/websocket-services", "demo-grafana")
                      .containsEntry("nginx.org/proxy-read-timeout", "7200s"));
      final TorrustStack stack = sandbox.awaitReady();
      assertThat(stack.getStatus().exposure().controller()).isEqualTo(IngressController.F5_NGINX);
      assertThat(stack.getStatus().exposure().detectedBy())
          .contains("nginx.org/ingress-controller");
      assertThat(stack.getStatus().exposure().annotations())
          .containsEntry("nginx.org/websocket-services", "demo-grafana");
    } finally {
      sandbox.client().network().v1().ingressClasses().withName(name).delete();
    }
  }

  @Test
  void anotherControllerTakesTheAnnotationsOfTheFirstAway(Sandbox sandbox) {
    sandbox.apply(ingress("controller: IngressNginx"));
    sandbox.awaitReady();
    assertThat(annotations(sandbox))
        .containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "3600");

    sandbox.apply(ingress("controller: Kong"));
    sandbox.awaitReady();

    assertThat(annotations(sandbox)).isNullOrEmpty();
    assertThat(sandbox.object(Service.class, "demo-grafana").get().getMetadata().getAnnotations())
        .containsEntry("konghq.com/read-timeout", "3600000");
  }

  @Test
  void theUsersAnnotationWins(Sandbox sandbox) {
    sandbox.apply(
        ingress(
            "controller: Contour, annotations: {projectcontour.io/websocket-routes: /mine, a: b}"));
    sandbox.awaitReady();

    assertThat(annotations(sandbox))
        .isEqualTo(Map.of("projectcontour.io/websocket-routes", "/mine", "a", "b"));
  }

  @Test
  void withoutLiveThereIsNoWebSocketRoute(Sandbox sandbox) {
    sandbox.apply(ingress("controller: Contour") + "  grafana: {live: {enabled: false}}\n");
    sandbox.awaitReady();

    assertThat(annotations(sandbox)).isNullOrEmpty();
    assertThat(paths(sandbox, "demo")).containsExactly("/", "/announce", "/scrape");
  }

  @Test
  void eachHostnameHasItsIngressAndCertificate(Sandbox sandbox) {
    sandbox.apply(
        """
          tracker:
            api: {hostname: api.%1$s.test}
            http:
              - {name: http, port: 7070}
              - {name: other, port: 7071, hostname: other.%1$s.test}
        """
            .formatted(sandbox.namespace()));
    final TorrustStack stack = sandbox.awaitReady();

    assertThat(ingresses(sandbox)).hasSize(3);
    assertThat(certificates(sandbox)).hasSize(3);
    assertThat(stack.getStatus().endpoints())
        .extracting(endpoint -> endpoint.name() + " " + endpoint.url())
        .contains(
            "tracker-http-other https://other." + sandbox.namespace() + ".test/announce",
            "tracker-api https://api." + sandbox.namespace() + ".test/api");

    sandbox.apply("");
    sandbox.awaitReady();
    Sandbox.await().until(() -> ingresses(sandbox).size() == 1);
    Sandbox.await().until(() -> certificates(sandbox).size() == 1);
  }

  @Test
  void theShimIsToldAndNeverDoubled(Sandbox sandbox) {
    sandbox.apply("  exposure: {tls: {mode: IngressShim, " + ISSUER + "}}\n");
    sandbox.awaitReady();

    assertThat(annotations(sandbox)).containsEntry("cert-manager.io/cluster-issuer", "test-ca");
    Sandbox.await().until(() -> certificates(sandbox).size() == 1);
    assertThat(certificates(sandbox).get(0).getMetadata().getOwnerReferences())
        .as("the shim's Certificate, not ours")
        .extracting(owner -> owner.getKind())
        .containsExactly("Ingress");
  }

  @Test
  void anExternalCertificateNeedsNoSecret(Sandbox sandbox) {
    sandbox.apply("  exposure: {tls: {mode: External}}\n");
    sandbox.awaitReady();

    final List<IngressTLS> tls = sandbox.object(Ingress.class, "demo").get().getSpec().getTls();
    assertThat(tls).hasSize(1);
    assertThat(tls.get(0).getSecretName()).isNull();
    assertThat(sandbox.stack().getStatus().condition("CertificateReady")).isEmpty();
    assertThat(sandbox.stack().getStatus().url()).startsWith("https://");
  }

  @Test
  void theOlderStackKeepsTheHostname(Sandbox sandbox) {
    sandbox.apply("a-elder", "");
    Sandbox.await().until(() -> sandbox.object(Ingress.class, "a-elder").get() != null);
    final String hostname = sandbox.stack("a-elder").getSpec().hostname();
    sandbox.apply("");
    sandbox.awaitReady();
    sandbox.patch("{\"spec\":{\"hostname\":\"" + hostname + "\"}}");

    final Condition exposed = sandbox.awaitReason("Exposed", "HostnameTaken");
    assertThat(exposed.message())
        .contains(hostname + " is served by the older stack " + sandbox.namespace() + "/a-elder");
    assertThat(sandbox.stack().getStatus().condition("Stalled")).isPresent();
    Sandbox.await().until(() -> sandbox.object(Ingress.class, "demo").get() == null);
    sandbox.awaitTrue("GrafanaAvailable");

    sandbox.object(TorrustStack.class, "a-elder").delete();
    sandbox.awaitReady();
    assertThat(sandbox.object(Ingress.class, "demo").get()).isNotNull();
  }

  @Test
  void onlyTheNamedPeersReachThePods(Sandbox sandbox) {
    sandbox.apply(
        """
          networkPolicy:
            ingressFrom:
              - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress}}
        """);
    sandbox.awaitReady();

    assertThat(rules(sandbox, "demo-tracker"))
        .containsExactly(
            "UDP 6969 from 0", "TCP 7070 from 1", "TCP 1212 from 1", "TCP 1212 from 1");
    assertThat(rules(sandbox, "demo-grafana"))
        .as("the proxy, Prometheus and the operator")
        .containsExactly("TCP 3000 from 1", "TCP 3000 from 1", "TCP 3000 from 1");
    assertThat(rules(sandbox, "demo-prometheus")).containsExactly("TCP 9090 from 1");

    sandbox.apply("  prometheus: {enabled: false}\n  grafana: {enabled: false}\n");
    sandbox.awaitReady();
    Sandbox.await().until(() -> policies(sandbox).equals(List.of("demo-tracker")));
    assertThat(rules(sandbox, "demo-tracker"))
        .containsExactly("UDP 6969 from 0", "TCP 7070 from 0", "TCP 1212 from 1");

    sandbox.apply("  networkPolicy: {enabled: false}\n");
    Sandbox.await().until(() -> policies(sandbox).isEmpty());
  }

  private static List<String> policies(Sandbox sandbox) {
    return sandbox
        .client()
        .resources(NetworkPolicy.class)
        .inNamespace(sandbox.namespace())
        .list()
        .getItems()
        .stream()
        .map(policy -> policy.getMetadata().getName())
        .toList();
  }

  private static List<String> rules(Sandbox sandbox, String policy) {
    return sandbox.object(NetworkPolicy.class, policy).get().getSpec().getIngress().stream()
        .flatMap(
            rule ->
                rule.getPorts().stream()
                    .map(
                        port ->
                            port.getProtocol()
                                + " "
                                + port.getPort().getIntVal()
                                + " from "
                                + rule.getFrom().size()))
        .toList();
  }

  private static String ingress(String fields) {
    return "  exposure: {ingress: {" + fields + "}, tls: {" + ISSUER + "}}\n";
  }

  private static Map<String, String> annotations(Sandbox sandbox) {
    return sandbox.object(Ingress.class, "demo").get().getMetadata().getAnnotations();
  }

  private static List<String> paths(Sandbox sandbox, String ingress) {
    return sandbox
        .object(Ingress.class, ingress)
        .get()
        .getSpec()
        .getRules()
        .get(0)
        .getHttp()
        .getPaths()
        .stream()
        .map(path -> path.getPath())
        .toList();
  }

  private static List<Ingress> ingresses(Sandbox sandbox) {
    return sandbox
        .client()
        .resources(Ingress.class)
        .inNamespace(sandbox.namespace())
        .list()
        .getItems();
  }

  private static List<Certificate> certificates(Sandbox sandbox) {
    return sandbox
        .client()
        .resources(Certificate.class)
        .inNamespace(sandbox.namespace())
        .list()
        .getItems();
  }
}
