package com.torrust.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

  private static final String MAIN = "grafana.example.test";
  private static final String OTHER = "api.example.test";

  /** The limits of the CRD: metadata.name of a stack, and the name of a listener. */
  private static final String LONGEST_STACK = "s".repeat(39);

  private static final String LONGEST_LISTENER = "l".repeat(15);

  @Test
  void areDnsLabelsEvenForTheLongestStackAndListener() {
    assertThat(all(new Names(LONGEST_STACK), LONGEST_LISTENER))
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(63).startsWith(LONGEST_STACK))
        .anySatisfy(name -> assertThat(name).hasSize(63));
  }

  @Test
  void areDistinct() {
    assertThat(all(new Names("demo"), "udp")).doesNotHaveDuplicates();
  }

  @Test
  void ofTwoStacksAreDistinct() {
    assertThat(all(new Names("demo"), "udp"))
        .doesNotContainAnyElementsOf(all(new Names("prod"), "udp"));
  }

  /** People and dashboards rely on these. */
  @Test
  void areThoseOfTheDesign() {
    final Names names = new Names("demo");
    assertThat(names.of(Component.TRACKER)).isEqualTo("demo-tracker");
    assertThat(names.udpService("udp")).isEqualTo("demo-tracker-udp");
    assertThat(names.trackerToken()).isEqualTo("demo-tracker-token");
    assertThat(names.grafanaAdmin()).isEqualTo("demo-grafana-admin");
    assertThat(names.grafanaApplied()).isEqualTo("demo-grafana-applied");
    assertThat(names.ingress(MAIN, MAIN)).isEqualTo("demo");
    assertThat(names.certificate(MAIN, MAIN)).isEqualTo("demo-tls");
  }

  @Test
  void ofFurtherHostnamesDependOnTheHostnameOnly() {
    final Names names = new Names("demo");
    assertThat(names.ingress(OTHER, MAIN))
        .matches("demo-[0-9a-f]{8}")
        .isEqualTo(names.ingress(OTHER, "another.example.test"))
        .isNotEqualTo(names.ingress("www.example.test", MAIN));
  }

  private static List<String> all(Names names, String listener) {
    final List<String> all = new ArrayList<>();
    for (final Component component : Component.values()) {
      all.add(names.of(component));
    }
    all.add(names.udpService(listener));
    all.add(names.trackerToken());
    all.add(names.grafanaAdmin());
    all.add(names.grafanaApplied());
    all.add(names.grafanaDashboards());
    all.add(names.ingress(MAIN, MAIN));
    all.add(names.ingress(OTHER, MAIN));
    all.add(names.certificate(MAIN, MAIN));
    all.add(names.certificate(OTHER, MAIN));
    return all;
  }
}
