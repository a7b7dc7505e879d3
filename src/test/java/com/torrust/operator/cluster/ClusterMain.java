package com.torrust.operator.cluster;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A test cluster with cert-manager on the command line, for the quick start.
 *
 * <p>Standard output gets the lines {@code KUBECONFIG=}, {@code KUBECTL=}, {@code SIMULATED=},
 * {@code CLUSTER=} and {@code READY}; progress goes to standard error. It stays until SIGINT,
 * SIGTERM or the end of standard input, then stops all it has started and exits with 0. When the
 * start fails it exits with 1.
 */
public final class ClusterMain {

  private ClusterMain() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    // Before anything logs: the logging library complains on standard error without it.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    try {
      TestCluster cluster = TestCluster.start();
      cluster.installCertManager();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cluster)));
      System.out.println("KUBECONFIG=" + cluster.kubeconfig());
      System.out.println("KUBECTL=" + cluster.kubectl());
      System.out.println("SIMULATED=" + cluster.simulated());
      System.out.println("CLUSTER=" + cluster.description());
      System.out.println("READY");
      System.in.transferTo(OutputStream.nullOutputStream());
      System.exit(0);
    } catch (ClusterException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * A JVM that a signal ends would report the signal; being stopped on request is a success here.
   */
  private static void stop(TestCluster cluster) {
    Progress.say("stopping");
    cluster.close();
    Runtime.getRuntime().halt(0);
  }
}
