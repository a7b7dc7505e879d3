package com.torrust.operator.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The addresses of simulated pods and of Services. They are nobody's: RFC 2544 sets 198.18.0.0/15 aside for
 * benchmarks, and half of it is enough for tens of thousands of pods.
 *
 * @param workspace of the cluster
 */
record PodRange(Workspace workspace) {

  /** What the simulated node gives its pods. */
  static final String PODS = "198.18.0.0/16";

  /** The other half: what Services get, which nothing on this machine serves. */
  static final String SERVICES = "198.19.0.0/16";

  private static final String NAME = "pod-range";
  private static final String KEPT = "kept";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * Its end is that of the workspace or of this JVM. Numbers of processes are unique on a machine,
   * so the metric keeps the routes of several clusters apart.
   */
  private static final String SCRIPT =
      """
      PATH=$PATH:/usr/sbin:/sbin
      route="unreachable 198.18.0.0/15 metric $$"
      trap 'ip route del $route; exit' TERM
      ip route add $route || exit
      echo %s
      read -r end
      ip route del $route
      """
          .formatted(KEPT);

  /**
   * Keeps packets to addresses that nothing on this machine has from leaving it, as long as the
   * workspace is open. Where this needs more rights or iproute2, nothing happens.
   */
  void keep() {
    Process process =
        workspace.start(
            NAME, Map.of(), List.of("/bin/sh", workspace.write(NAME + ".sh", SCRIPT).toString()));
    Awaitility.await("the route of simulated pods")
        .atMost(LIMIT)
        .until(
            () -> !process.isAlive() || Workspace.tail(workspace.log(NAME)).endsWith("\n" + KEPT));
  }
}
