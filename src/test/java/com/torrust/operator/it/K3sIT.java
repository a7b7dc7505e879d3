package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.IngressController;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.cluster.OnK3s;
import com.torrust.operator.cluster.TestCluster;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The tests of the built cluster that need no simulation, again on k3s: real pods from the images
 * of Torrust, Prometheus and Grafana, Traefik in front of them, and the operator as a pod of its
 * own, from its image and {@code deploy/cluster-wide}.
 */
@OnK3s
class K3sIT {

  @Nested
  class Lifecycle extends LifecycleIT {}

  @Nested
  class Drift extends DriftIT {}

  @Nested
  class Ownership extends OwnershipIT {}

  @Nested
  class Restart extends RestartIT {}

  @Nested
  class Suspend extends SuspendIT {}

  @Nested
  class SteadyState extends SteadyStateIT {}

  @Nested
  class Samples extends SamplesIT {

    Samples(TestCluster cluster) {
      super(cluster);
    }
  }

  /** What no simulated pod can show. */
  @Nested
  @WithOperator
  class RealPods {

    @Test
    void theRowsHoldThroughTraefik(Sandbox sandbox, Operator operator) {
      sandbox.apply(
          """
            exposure:
              ingress: {className: traefik}
              tls: {issuerRef: {name: test-ca, kind: ClusterIssuer}}
              probe: {mode: InCluster, connectTo: 'traefik.kube-system.svc:443'}
          """);

      final TorrustStack stack = sandbox.awaitReady();
      sandbox.awaitTrue("WebSocketReady");

      assertThat(stack.getStatus().exposure().controller()).isEqualTo(IngressController.TRAEFIK);
      assertThat(sandbox.stack().getStatus().endpoints())
          .filteredOn(endpoint -> endpoint.url().startsWith("https://"))
          .isNotEmpty()
          .allMatch(endpoint -> endpoint.verified().equals("True"));
    }
  }
}
