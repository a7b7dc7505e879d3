package com.torrust.operator.ingress;

import com.torrust.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The real Contour and Envoy behind a Gateway of the Gateway API, on loopback ports of this
 * machine, open to the routes of all namespaces. One per cluster.
 */
public final class ContourGateway implements AutoCloseable {

  /** The name and the namespace of the Gateway. */
  public static final String NAME = "contour-gateway";

  /** Envoy listens on a Gateway's port plus this. */
  private static final int PORT_SHIFT = 8000;

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final String GATEWAY =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: %1$s}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: %1$s}
      spec: {controllerName: projectcontour.io/gateway-controller}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: %1$s, namespace: %1$s}
      spec:
        gatewayClassName: %1$s
        listeners:
          - {name: http, protocol: HTTP, port: %2$d, allowedRoutes: {namespaces: {from: All}}}
      """;

  private static final String TLS_LISTENER =
      """
      name: %1$s
      protocol: HTTPS
      port: %2$d
      hostname: %3$s
      tls: {mode: Terminate, certificateRefs: [{name: %4$s}]}
      allowedRoutes: {namespaces: {from: All}}
      """;

  private static final String CONFIGURATION =
      """
      network: {admin-port: 0}
      gateway: {gatewayRef: {name: %1$s, namespace: %1$s}}
      """
          .formatted(NAME);

  private final TestCluster cluster;
  private final ContourProcesses processes;
  private final Definitions definitions;
  private final boolean owner;

  private ContourGateway(TestCluster cluster, ContourProcesses processes, Definitions definitions) {
    this.cluster = cluster;
    this.processes = processes;
    this.definitions = definitions;
    this.owner = !definitions.present();
  }

  /**
   * Installs the Gateway API if the cluster has none, a GatewayClass and a Gateway with a listener
   * for plain HTTP, and starts Contour and Envoy.
   *
   * @throws IllegalStateException when they don't get ready in time, with the end of their logs
   */
  public static ContourGateway start(TestCluster cluster) {
    ContourProcesses processes = ContourProcesses.prepare();
    ContourGateway gateway = null;
    try {
      KubernetesClient client = cluster.client();
      gateway = new ContourGateway(cluster, processes, Definitions.of(client, "gateway-api.yaml"));
      Definitions.of(client, "crds.yaml").install();
      gateway.installApi();
      gateway.objects().apply();
      processes.start(
          cluster,
          CONFIGURATION,
          List.of(
              // Not the other one's Ingresses, and not what only the experimental CRDs have.
              "--ingress-class-name",
              NAME,
              "--disable-feature=tlsroutes",
              "--disable-feature=tcproutes",
              "--disable-feature=backendtlspolicies"));
      gateway.awaitProgrammed("http");
      return gateway;
    } catch (RuntimeException e) {
      if (gateway == null) {
        processes.close();
      } else {
        gateway.close();
      }
      throw e;
    }
  }

  /** The loopback port where Envoy takes plain HTTP. */
  public int httpPort() {
    return processes.httpPort();
  }

  /** The loopback port where Envoy takes TLS for each hostname of {@link #serveTls}. */
  public int httpsPort() {
    return processes.httpsPort();
  }

  /** The end of what Contour and Envoy have said. */
  public String logs() {
    return processes.logs();
  }

  /**
   * Adds a TLS listener for a hostname with a certificate of the cluster's test CA, and waits until
   * it works.
   *
   * @return the certificate; its Secret's name is the listener's too
   */
  public IssuedCertificate serveTls(String hostname) {
    IssuedCertificate certificate = IssuedCertificate.issue(cluster, NAME, hostname);
    int port = httpsPort() - PORT_SHIFT;
    String section = certificate.secretName();
    Listener listener =
        Serialization.unmarshal(
            TLS_LISTENER.formatted(section, port, hostname, section), Listener.class);
    add(listener);
    awaitProgrammed(section);
    return certificate;
  }

  /** Leaves conflicts to the API server, since Contour writes the Gateway's status meanwhile. */
  private void add(Listener listener) {
    gateway()
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\": \"add\", \"path\": \"/spec/listeners/-\", \"value\": %s}]"
                .formatted(Serialization.asJson(listener)));
  }

  private void installApi() {
    if (owner) {
      definitions.install();
    }
  }

  /** The next one can't be made while this one is going. */
  private void awaitNoNamespace() {
    NetworkTools.await(
        "the end of the namespace " + NAME,
        LIMIT,
        () ->
            cluster.client().namespaces().withName(NAME).get() == null
                ? Optional.of(true)
                : Optional.empty());
  }

  private void awaitProgrammed(String section) {
    try {
      NetworkTools.await(
          "the listener " + section,
          LIMIT,
          () -> isProgrammed(gateway().get(), section) ? Optional.of(true) : Optional.empty());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          e.getMessage() + "\n" + Serialization.asYaml(gateway().get()) + logs(), e);
    }
  }

  private static boolean isProgrammed(Gateway gateway, String section) {
    return gateway.getStatus() != null
        && gateway.getStatus().getListeners().stream()
            .filter(listener -> listener.getName().equals(section))
            .flatMap(listener -> listener.getConditions().stream())
            .anyMatch(c -> c.getType().equals("Programmed") && c.getStatus().equals("True"));
  }

  private Resource<Gateway> gateway() {
    return cluster.client().resources(Gateway.class).inNamespace(NAME).withName(NAME);
  }

  private Manifests objects() {
    return Manifests.of(cluster.client(), GATEWAY.formatted(NAME, httpPort() - PORT_SHIFT));
  }

  /** Stops both and deletes what was installed, the Gateway API only if it was not there before. */
  @Override
  public void close() {
    try {
      objects().delete();
      awaitNoNamespace();
      if (owner) {
        definitions.remove();
      }
    } finally {
      processes.close();
    }
  }
}
