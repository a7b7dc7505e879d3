package com.torrust.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/**
 * A real Kubernetes API server with its controllers, for integration tests and the quick start.
 *
 * <p>A cluster and everything started for it end with {@link #close()} or with the JVM, whichever
 * comes first. What a JVM that was killed left behind is removed by the next start on the same
 * machine.
 */
public interface TestCluster extends AutoCloseable {

  /**
   * Environment variable that names the kubeconfig of an existing cluster to use instead of a new
   * one.
   */
  String KUBECONFIG_VARIABLE = "TORRUST_TEST_KUBECONFIG";

  /**
   * The lock on what the tests of a run share. A test that needs it as it is takes it for reading,
   * one that changes it, such as by removing cert-manager, for writing.
   */
  String LOCK = "cluster";

  /**
   * Starts a cluster: the one of {@value #KUBECONFIG_VARIABLE} when that is set, else k3s when
   * Docker answers, else the control plane built from source with pods simulated by KWOK. Takes
   * seconds when the programs are built, minutes otherwise.
   *
   * @throws ClusterException when the cluster can't be had, saying what is missing and the last
   *     lines of its log
   */
  static TestCluster start() {
    String kubeconfig = System.getenv(KUBECONFIG_VARIABLE);
    if (kubeconfig != null && !kubeconfig.isBlank()) {
      return ExistingCluster.of(Path.of(kubeconfig));
    }
    return K3sCluster.isAvailable() ? K3sCluster.start() : KwokCluster.start();
  }

  /**
   * Starts the cluster of a test run: that of {@value #KUBECONFIG_VARIABLE} when it is set, else
   * the control plane built from source, whether Docker answers or not, so that a run tests the
   * same everywhere.
   *
   * @throws ClusterException as {@link #start()} does
   */
  static TestCluster startForTests() {
    String kubeconfig = System.getenv(KUBECONFIG_VARIABLE);
    return kubeconfig != null && !kubeconfig.isBlank()
        ? ExistingCluster.of(Path.of(kubeconfig))
        : KwokCluster.start();
  }

  /** One line for humans: version, origin, and whether pods are simulated. */
  String description();

  /** A kubeconfig file with the rights of a cluster administrator. */
  Path kubeconfig();

  /**
   * A kubectl that fits the cluster.
   *
   * @throws ClusterException when there is none and it can't be built
   */
  Path kubectl();

  /**
   * The shared client with administrator's rights; it is closed with the cluster, never by a test.
   */
  KubernetesClient client();

  /** Whether pods are simulated: they become Ready whatever they hold, and nothing runs in them. */
  boolean simulated();

  /**
   * The requests that the API server has answered so far.
   *
   * @throws UnsupportedOperationException when this cluster's audit log can't be read
   */
  AuditLog audit();

  /** Whether {@link #load} works here, so that the operator can run in the cluster. */
  default boolean takesImages() {
    return false;
  }

  /**
   * Gives the nodes an image.
   *
   * @param archive the image as {@code docker save} writes it
   * @throws UnsupportedOperationException where pods are simulated, or somebody else's
   */
  default void load(Path archive) {
    throw new UnsupportedOperationException("images are loaded into k3s only");
  }

  /**
   * Makes sure that the real cert-manager works in this cluster and that its ClusterIssuer {@code
   * test-ca}, a private certificate authority, is Ready. Does nothing when that is so already.
   *
   * @throws ClusterException when it doesn't get ready in time
   */
  void installCertManager();

  /**
   * Stops cert-manager and deletes its CRDs, hence every object of its API; returns when they are
   * gone. Does nothing when it is not installed.
   *
   * @throws ClusterException when the CRDs don't go in time, or when cert-manager was there before
   *     {@link #installCertManager()}
   */
  void removeCertManager();

  /** Ends everything that was started for this cluster; calling it again does nothing. */
  @Override
  void close();
}
