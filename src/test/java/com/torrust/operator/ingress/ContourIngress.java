package com.torrust.operator.ingress;

import com.torrust.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/**
 * The real Contour and Envoy as the controller of a cluster's Ingresses of class {@value #CLASS},
 * on loopback ports of this machine. One per cluster: Contour knows its class by the name.
 *
 * <p>It knows nothing of the Gateway API: a Contour that has a Gateway lets WebSockets through on
 * every route, those of Ingresses too. {@link ContourGateway} is another Contour.
 */
public final class ContourIngress implements AutoCloseable {

  /** The name of the IngressClass. */
  public static final String CLASS = "contour";

  /** The lock of tests that run Contour on the run's cluster, since its definitions are shared. */
  public static final String LOCK = "contour";

  /** A port of 0 keeps Envoy's administration to a socket file. */
  static final String CONFIGURATION = "network: {admin-port: 0}\n";

  private static final String INGRESS_CLASS =
      """
      apiVersion: networking.k8s.io/v1
      kind: IngressClass
      metadata: {name: %s}
      spec: {controller: projectcontour.io/ingress-controller}
      """
          .formatted(CLASS);

  private final TestCluster cluster;
  private final ContourProcesses processes;
  private final IngressClass ingressClass;

  private ContourIngress(TestCluster cluster, ContourProcesses processes) {
    this.cluster = cluster;
    this.processes = processes;
    this.ingressClass = Serialization.unmarshal(INGRESS_CLASS, IngressClass.class);
  }

  /**
   * Installs Contour's CRDs and the IngressClass, and starts Contour and Envoy. The CRDs stay.
   *
   * @throws IllegalStateException when they don't get ready in time, with the end of their logs
   */
  public static ContourIngress start(TestCluster cluster) {
    ContourIngress ingress = new ContourIngress(cluster, ContourProcesses.prepare());
    try {
      Definitions.of(cluster.client(), "crds.yaml").install();
      cluster.client().resource(ingress.ingressClass).serverSideApply();
      ingress.processes.start(cluster, CONFIGURATION, List.of("--ingress-class-name", CLASS));
      return ingress;
    } catch (RuntimeException e) {
      ingress.close();
      throw e;
    }
  }

  /** The loopback port where Envoy takes plain HTTP, once there is an Ingress. */
  public int httpPort() {
    return processes.httpPort();
  }

  /** The loopback port where Envoy takes TLS, once there is an Ingress with a certificate. */
  public int httpsPort() {
    return processes.httpsPort();
  }

  /** The end of what Contour and Envoy have said. */
  public String logs() {
    return processes.logs();
  }

  /** Stops both and deletes the IngressClass. */
  @Override
  public void close() {
    try {
      cluster.client().resource(ingressClass).delete();
    } finally {
      processes.close();
    }
  }
}
