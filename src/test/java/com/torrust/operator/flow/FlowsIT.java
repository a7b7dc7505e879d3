package com.torrust.operator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.kube.Component;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who reaches which port of a stack, as Cyclonus computes it from the NetworkPolicies of this stack
 * and its neighbours. The columns are the ports that the rendered containers declare.
 */
class FlowsIT {

  private static final String HOME = "torrust";
  private static final String ELSEWHERE = "elsewhere";
  private static final String SMALLEST =
      """
      hostname: grafana.example.test
      exposure: {tls: {issuerRef: {name: ca}}}
      """;
  private static final String INGRESS_FROM =
      """
      networkPolicy:
        ingressFrom:
          - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress}}
            podSelector: {matchLabels: {app.kubernetes.io/name: contour}}
      """;
  private static final String API = "tracker: {api: {hostname: api.example.test}}\n";

  @TempDir Path folder;

  @Test
  void byDefaultWhatIsProxiedIsOpenAndTheRestIsNot() throws Exception {
    assertThat(flows(""))
        .isEqualTo(
            """
                                           tracker   tracker  tracker  tracker  prometheus  grafana
                                           6969/UDP  7070     1212     1313     9090        3000
            its Prometheus                 yes       yes      yes      -        -           yes
            its Grafana                    yes       yes      -        -        yes         yes
            ingress controller             yes       yes      -        -        -           yes
            beside the ingress controller  yes       yes      -        -        -           yes
            operator                       yes       yes      yes      -        -           yes
            beside the operator            yes       yes      -        -        -           yes
            labelled as the operator       yes       yes      -        -        -           yes
            stranger beside the stack      yes       yes      -        -        -           yes
            stranger elsewhere             yes       yes      -        -        -           yes
            Prometheus of a second stack   yes       yes      -        -        -           yes
            Grafana of a second stack      yes       yes      -        -        -           yes
            Prometheus of a namesake       yes       yes      -        -        -           yes
            Grafana of a namesake          yes       yes      -        -        -           yes
            outside the cluster            yes       yes      -        -        -           yes
            """);
  }

  @Test
  void whatIsProxiedIsOpenToTheNamedPeersOnly() throws Exception {
    assertThat(flows(INGRESS_FROM))
        .isEqualTo(
            """
                                           tracker   tracker  tracker  tracker  prometheus  grafana
                                           6969/UDP  7070     1212     1313     9090        3000
            its Prometheus                 yes       -        yes      -        -           yes
            its Grafana                    yes       -        -        -        yes         -
            ingress controller             yes       yes      -        -        -           yes
            beside the ingress controller  yes       -        -        -        -           -
            operator                       yes       -        yes      -        -           yes
            beside the operator            yes       -        -        -        -           -
            labelled as the operator       yes       -        -        -        -           -
            stranger beside the stack      yes       -        -        -        -           -
            stranger elsewhere             yes       -        -        -        -           -
            Prometheus of a second stack   yes       -        -        -        -           -
            Grafana of a second stack      yes       -        -        -        -           -
            Prometheus of a namesake       yes       -        -        -        -           -
            Grafana of a namesake          yes       -        -        -        -           -
            outside the cluster            yes       -        -        -        -           -
            """);
  }

  @Test
  void anApiWithHostnameIsProxied() throws Exception {
    assertThat(flows(API))
        .isEqualTo(
            """
                                           tracker   tracker  tracker  tracker  prometheus  grafana
                                           6969/UDP  7070     1212     1313     9090        3000
            its Prometheus                 yes       yes      yes      -        -           yes
            its Grafana                    yes       yes      yes      -        yes         yes
            ingress controller             yes       yes      yes      -        -           yes
            beside the ingress controller  yes       yes      yes      -        -           yes
            operator                       yes       yes      yes      -        -           yes
            beside the operator            yes       yes      yes      -        -           yes
            labelled as the operator       yes       yes      yes      -        -           yes
            stranger beside the stack      yes       yes      yes      -        -           yes
            stranger elsewhere             yes       yes      yes      -        -           yes
            Prometheus of a second stack   yes       yes      yes      -        -           yes
            Grafana of a second stack      yes       yes      yes      -        -           yes
            Prometheus of a namesake       yes       yes      yes      -        -           yes
            Grafana of a namesake          yes       yes      yes      -        -           yes
            outside the cluster            yes       yes      yes      -        -           yes
            """);
  }

  @Test
  void anApiWithHostnameIsOpenToTheNamedPeersOnly() throws Exception {
    assertThat(flows(API + INGRESS_FROM))
        .isEqualTo(
            """
                                           tracker   tracker  tracker  tracker  prometheus  grafana
                                           6969/UDP  7070     1212     1313     9090        3000
            its Prometheus                 yes       -        yes      -        -           yes
            its Grafana                    yes       -        -        -        yes         -
            ingress controller             yes       yes      yes      -        -           yes
            beside the ingress controller  yes       -        -        -        -           -
            operator                       yes       -        yes      -        -           yes
            beside the operator            yes       -        -        -        -           -
            labelled as the operator       yes       -        -        -        -           -
            stranger beside the stack      yes       -        -        -        -           -
            stranger elsewhere             yes       -        -        -        -           -
            Prometheus of a second stack   yes       -        -        -        -           -
            Grafana of a second stack      yes       -        -        -        -           -
            Prometheus of a namesake       yes       -        -        -        -           -
            Grafana of a namesake          yes       -        -        -        -           -
            outside the cluster            yes       -        -        -        -           -
            """);
  }

  @Test
  void withoutPrometheusNothingThatLooksLikeItIsLetIn() throws Exception {
    assertThat(flows("prometheus: {enabled: false}\n" + INGRESS_FROM))
        .isEqualTo(
            """
                                           tracker   tracker  tracker  tracker  grafana
                                           6969/UDP  7070     1212     1313     3000
            its Prometheus                 yes       -        -        -        -
            its Grafana                    yes       -        -        -        -
            ingress controller             yes       yes      -        -        yes
            beside the ingress controller  yes       -        -        -        -
            operator                       yes       -        yes      -        yes
            beside the operator            yes       -        -        -        -
            labelled as the operator       yes       -        -        -        -
            stranger beside the stack      yes       -        -        -        -
            stranger elsewhere             yes       -        -        -        -
            Prometheus of a second stack   yes       -        -        -        -
            Grafana of a second stack      yes       -        -        -        -
            Prometheus of a namesake       yes       -        -        -        -
            Grafana of a namesake          yes       -        -        -        -
            outside the cluster            yes       -        -        -        -
            """);
  }

  @Test
  void aPrometheusOfTheUsersReachesWhatItScrapes() throws Exception {
    final String monitoring =
        "  monitoringFrom:\n"
            + "    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: elsewhere}}\n"
            + "      podSelector: {matchLabels: {app: stranger}}\n";
    assertThat(flows("prometheus: {enabled: false}\n" + INGRESS_FROM + monitoring))
        .isEqualTo(
            """
                                           tracker   tracker  tracker  tracker  grafana
                                           6969/UDP  7070     1212     1313     3000
            its Prometheus                 yes       -        -        -        -
            its Grafana                    yes       -        -        -        -
            ingress controller             yes       yes      -        -        yes
            beside the ingress controller  yes       -        -        -        -
            operator                       yes       -        yes      -        yes
            beside the operator            yes       -        -        -        -
            labelled as the operator       yes       -        -        -        -
            stranger beside the stack      yes       -        -        -        -
            stranger elsewhere             yes       -        yes      -        yes
            Prometheus of a second stack   yes       -        -        -        -
            Grafana of a second stack      yes       -        -        -        -
            Prometheus of a namesake       yes       -        -        -        -
            Grafana of a namesake          yes       -        -        -        -
            outside the cluster            yes       -        -        -        -
            """);
  }

  @Test
  void withoutPoliciesEverythingIsOpen() throws Exception {
    assertThat(flows("networkPolicy: {enabled: false}\n"))
        .isEqualTo(
            """
                                           tracker   tracker  tracker  tracker  prometheus  grafana
                                           6969/UDP  7070     1212     1313     9090        3000
            its Prometheus                 yes       yes      yes      yes      yes         yes
            its Grafana                    yes       yes      yes      yes      yes         yes
            ingress controller             yes       yes      yes      yes      yes         yes
            beside the ingress controller  yes       yes      yes      yes      yes         yes
            operator                       yes       yes      yes      yes      yes         yes
            beside the operator            yes       yes      yes      yes      yes         yes
            labelled as the operator       yes       yes      yes      yes      yes         yes
            stranger beside the stack      yes       yes      yes      yes      yes         yes
            stranger elsewhere             yes       yes      yes      yes      yes         yes
            Prometheus of a second stack   yes       yes      yes      yes      yes         yes
            Grafana of a second stack      yes       yes      yes      yes      yes         yes
            Prometheus of a namesake       yes       yes      yes      yes      yes         yes
            Grafana of a namesake          yes       yes      yes      yes      yes         yes
            outside the cluster            yes       yes      yes      yes      yes         yes
            """);
  }

  private String flows(String spec) throws IOException, InterruptedException {
    final Stack stack = new Stack("demo", HOME, spec);
    final Stack whole = new Stack("demo", HOME, "");
    final Stack second = new Stack("second", HOME, "");
    final Stack namesake = new Stack("demo", ELSEWHERE, "");
    final Map<String, String> operator = Map.of("app.kubernetes.io/name", "torrust-operator");
    final String operators = Rendering.OPERATOR.namespace();
    final List<Peer> sources =
        List.of(
            Peer.of("its Prometheus", whole.deployment(Component.PROMETHEUS)),
            Peer.of("its Grafana", whole.deployment(Component.GRAFANA)),
            Peer.pod("ingress controller", "ingress", Map.of("app.kubernetes.io/name", "contour")),
            Peer.pod("beside the ingress controller", "ingress", Map.of("app", "stranger")),
            Peer.pod("operator", operators, operator),
            Peer.pod("beside the operator", operators, Map.of("app", "stranger")),
            Peer.pod("labelled as the operator", ELSEWHERE, operator),
            Peer.pod("stranger beside the stack", HOME, Map.of("app", "stranger")),
            Peer.pod("stranger elsewhere", ELSEWHERE, Map.of("app", "stranger")),
            Peer.of("Prometheus of a second stack", second.deployment(Component.PROMETHEUS)),
            Peer.of("Grafana of a second stack", second.deployment(Component.GRAFANA)),
            Peer.of("Prometheus of a namesake", namesake.deployment(Component.PROMETHEUS)),
            Peer.of("Grafana of a namesake", namesake.deployment(Component.GRAFANA)),
            Peer.outside("outside the cluster"));
    final List<Port> ports = stack.all(Deployment.class).flatMap(Port::of).toList();
    final List<NetworkPolicy> policies =
        Stream.of(stack, second, namesake).flatMap(s -> s.all(NetworkPolicy.class)).toList();
    return new FlowTable(
            sources,
            ports,
            new Cyclonus(folder)
                .allowed(
                    policies,
                    sources.stream()
                        .flatMap(source -> ports.stream().map(port -> port.from(source)))
                        .toList()))
        .toString();
  }

  private record Stack(String name, String namespace, String spec) {

    <T extends HasMetadata> Stream<T> all(Class<T> kind) {
      final TorrustStack stack = Manifests.stackOf(SMALLEST + spec);
      stack.getMetadata().setName(name);
      stack.getMetadata().setNamespace(namespace);
      return Rendering.of(stack).stream().filter(kind::isInstance).map(kind::cast);
    }

    Deployment deployment(Component component) {
      return all(Deployment.class)
          .filter(d -> d.getMetadata().getName().equals(name + "-" + component.label()))
          .findFirst()
          .orElseThrow();
    }
  }
}
