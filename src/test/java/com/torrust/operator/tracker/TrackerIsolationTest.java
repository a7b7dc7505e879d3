package com.torrust.operator.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may reach the API of a tracker, beside its own Prometheus; FlowsIT computes the rest. */
class TrackerIsolationTest {

  private static final String API =
      """
      hostname: demo.test
      tracker: {api: {hostname: api.demo.test}}
      prometheus: {enabled: false}
      grafana: {enabled: false}
      """;
  private static final String UNEXPOSED = API + "exposure: {type: None}\n";
  private static final String PROXY = "networkPolicy: {ingressFrom: [{podSelector: {}}]}\n";

  @Test
  void anExposedApiIsOpen() {
    assertThat(toApi(API)).singleElement().satisfies(rule -> assertThat(rule.getFrom()).isEmpty());
  }

  @Test
  void anApiThatNothingExposesIsOpenToTheOperatorOnly() {
    assertThat(toApi(UNEXPOSED))
        .singleElement()
        .satisfies(
            rule ->
                assertThat(rule.getFrom())
                    .singleElement()
                    .satisfies(peer -> assertThat(peer.getNamespaceSelector()).isNotNull()));
  }

  @Test
  void aProxyOfTheUsersThatTheStackNamesReachesItAllTheSame() {
    assertThat(toApi(UNEXPOSED + PROXY)).isEqualTo(toApi(API + PROXY)).hasSize(2);
  }

  private static List<NetworkPolicyIngressRule> toApi(String spec) {
    final Inputs inputs = Rendering.inputs(Manifests.stackOf(spec));
    return new TrackerIsolation()
        .desired(inputs).stream()
            .flatMap(policy -> policy.getSpec().getIngress().stream())
            .filter(
                rule ->
                    rule.getPorts().stream()
                        .anyMatch(port -> port.getPort().getIntVal() == TrackerPorts.API))
            .toList();
  }
}
