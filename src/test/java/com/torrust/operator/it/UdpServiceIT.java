package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.DnsHint;
import com.torrust.operator.api.v1alpha1.Endpoint;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import org.junit.jupiter.api.Test;

/** The ways to a UDP listener, and changes from one to another, on a real API server. */
@WithOperator
class UdpServiceIT {

  private static final String SERVICE = "demo-tracker-udp";
  private static final String CLUSTER =
      ", service: {type: %s, externalTrafficPolicy: Cluster, acceptSourceNAT: true}";

  @Test
  void changesItsTypeInEveryDirection(Sandbox sandbox, Resyncs resyncs) {
    sandbox.apply(udp(", service: {loadBalancerClass: example.org/none}"));
    ServiceSpec spec = await(sandbox, "LoadBalancer", "Local");
    assertThat(spec.getLoadBalancerClass()).isEqualTo("example.org/none");
    assertThat(spec.getHealthCheckNodePort()).isPositive();

    sandbox.apply(udp(", service: {type: NodePort}"));
    spec = await(sandbox, "NodePort", "Local");
    assertThat(spec.getLoadBalancerClass()).isNull();
    final int nodePort = spec.getPorts().get(0).getNodePort();
    assertThat(nodePort).isPositive();

    sandbox.apply(udp(CLUSTER.formatted("NodePort")));
    assertThat(await(sandbox, "NodePort", "Cluster").getPorts().get(0).getNodePort())
        .as("the port that the API server gave stays")
        .isEqualTo(nodePort);

    sandbox.apply(udp(", service: {type: ClusterIP}"));
    spec = await(sandbox, "ClusterIP", null);
    assertThat(spec.getPorts().get(0).getNodePort()).isNull();
    assertThat(spec.getHealthCheckNodePort()).isNull();

    sandbox.apply(udp(CLUSTER.formatted("LoadBalancer")));
    assertThat(await(sandbox, "LoadBalancer", "Cluster").getHealthCheckNodePort()).isNull();

    sandbox.apply(udp(""));
    assertThat(await(sandbox, "LoadBalancer", "Local").getHealthCheckNodePort()).isPositive();

    sandbox.apply(udp(", service: {type: ClusterIP, annotations: {example.org/a: b}}"));
    await(sandbox, "ClusterIP", null);
    sandbox.apply(udp(", service: {type: NodePort}"));
    await(sandbox, "NodePort", "Local");

    assertThat(resyncs.writes()).isEmpty();
  }

  @Test
  void aPortOfTheNodeTakesThePlaceOfTheServiceAndBack(Sandbox sandbox, Resyncs resyncs) {
    enforce(sandbox, "privileged");
    sandbox.apply(udp(""));
    sandbox.awaitReady();

    sandbox.apply(udp(", hostPort: true"));

    final TorrustStack bound = sandbox.awaitReady();
    assertThat(bound.getStatus().condition("TrackerAvailable").orElseThrow().message())
        .contains("binds UDP 6970 of its node (hostPort), which leaves Pod Security restricted");
    assertThat(port(sandbox).getHostPort()).isEqualTo(6970);
    Sandbox.await().until(() -> sandbox.object(Service.class, SERVICE).get() == null);
    assertThat(resyncs.writes()).isEmpty();

    sandbox.apply(udp(""));
    await(sandbox, "LoadBalancer", "Local");
    assertThat(port(sandbox).getHostPort()).isNull();
  }

  @Test
  void podSecurityRefusesAPortOfTheNodeInWords(Sandbox sandbox) {
    sandbox.apply(udp(", hostPort: true"));

    assertThat(sandbox.awaitReason("TrackerAvailable", "RefusedByCluster").message())
        .contains("violates PodSecurity")
        .contains("hostPort");
    sandbox.awaitTrue("GrafanaAvailable");

    sandbox.apply(udp(""));
    sandbox.awaitReady();
  }

  /** The test stands for the load balancer, which gives the addresses. */
  @Test
  void theStatusTellsAnnounceUrlsAndRecords(Sandbox sandbox, Resyncs resyncs) {
    sandbox.apply(udp(", hostname: udp.test") + "  exposure: {type: None}\n");
    sandbox.awaitReady();

    sandbox
        .object(Service.class, SERVICE)
        .editStatus(
            service ->
                new ServiceBuilder(service)
                    .editOrNewStatus()
                    .withNewLoadBalancer()
                    .addNewIngress()
                    .withIp("192.0.2.1")
                    .endIngress()
                    .addNewIngress()
                    .withIp("2001:db8::1")
                    .endIngress()
                    .endLoadBalancer()
                    .endStatus()
                    .build());

    final TorrustStack stack =
        sandbox.awaitTrue("AddressAssigned");
    assertThat(stack.getStatus().dnsHints())
        .singleElement()
        .satisfies(
            hint -> {
              assertThat(hint).extracting(DnsHint::hostname).isEqualTo("udp.test");
              assertThat(hint.addresses()).containsExactly("192.0.2.1", "2001:db8::1");
              assertThat(hint.txt()).isEqualTo("BITTORRENT UDP:6970");
            });
    assertThat(stack.getStatus().endpoints())
        .extracting(Endpoint::url)
        .contains("udp://udp.test:6970/announce");
    assertThat(resyncs.writes()).isEmpty();
  }

  private static ServiceSpec await(Sandbox sandbox, String type, String policy) {
    Sandbox.await()
        .untilAsserted(
            () ->
                assertThat(sandbox.object(Service.class, SERVICE).get().getSpec())
                    .returns(type, ServiceSpec::getType)
                    .returns(policy, ServiceSpec::getExternalTrafficPolicy));
    sandbox.awaitReady();
    return sandbox.object(Service.class, SERVICE).get().getSpec();
  }

  private static ContainerPort port(Sandbox sandbox) {
    return sandbox.container(Component.TRACKER).getPorts().stream()
        .filter(port -> port.getName().equals("udp-6970"))
        .findFirst()
        .orElseThrow();
  }

  private static void enforce(Sandbox sandbox, String level) {
    sandbox
        .client()
        .resources(Namespace.class)
        .withName(sandbox.namespace())
        .edit(
            namespace -> {
              namespace.getMetadata().getLabels().put("pod-security.kubernetes.io/enforce", level);
              return namespace;
            });
  }

  private static String udp(String fields) {
    return "  tracker: {udp: [{name: udp, port: 6970" + fields + "}]}\n";
  }
}
