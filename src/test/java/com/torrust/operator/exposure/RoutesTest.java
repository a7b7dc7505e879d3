package com.torrust.operator.exposure;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.golden.Manifests;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoutesTest {

  private static final String ROOT = "demo.test / GRAFANA http";
  private static final String LIVE = "demo.test /api/live/ws GRAFANA http";
  private static final String ANNOUNCE = "demo.test /announce TRACKER http";
  private static final String SCRAPE = "demo.test /scrape TRACKER http";

  static Stream<Arguments> table() {
    return Stream.of(
        arguments("", List.of(ROOT, LIVE, ANNOUNCE, SCRAPE)),
        arguments("grafana: {live: {enabled: false}}", List.of(ROOT, ANNOUNCE, SCRAPE)),
        arguments("grafana: {enabled: false}", List.of(ANNOUNCE, SCRAPE)),
        arguments("tracker: {http: []}", List.of(ROOT, LIVE)),
        arguments("tracker: {private: true}", List.of(ROOT, LIVE, ANNOUNCE, SCRAPE)),
        arguments("grafana: {enabled: false}\ntracker: {http: []}", List.of()),
        arguments("exposure: {type: None}", List.of()),
        arguments(
            "tracker: {http: [{name: a, port: 1}, {name: b, port: 2, hostname: b.test}]}",
            List.of(
                ROOT,
                LIVE,
                "demo.test /announce TRACKER a",
                "demo.test /scrape TRACKER a",
                "b.test /announce TRACKER b",
                "b.test /scrape TRACKER b")),
        arguments(
            "tracker: {api: {hostname: api.test}}",
            List.of(ROOT, LIVE, ANNOUNCE, SCRAPE, "api.test /api TRACKER api")));
  }

  @ParameterizedTest
  @MethodSource("table")
  void followTheSpec(String fields, List<String> routes) {
    assertThat(Routes.of(spec(fields)).stream().map(RoutesTest::text)).isEqualTo(routes);
  }

  @ParameterizedTest
  @MethodSource("table")
  void haveTheirHostnamesOnceEach(String fields, List<String> routes) {
    assertThat(Routes.hostnames(spec(fields)))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            routes.stream().map(route -> route.split(" ")[0]).collect(toSet()));
  }

  @ParameterizedTest
  @MethodSource("table")
  void needACertificateExactlyWhenThereAreSome(String fields, List<String> routes) {
    assertThat(StackCertificates.wanted(spec(fields))).isEqualTo(!routes.isEmpty());
  }

  @Test
  void needNoCertificateOfOursWithAnotherTlsMode() {
    for (final String mode : List.of("Disabled", "ExistingSecret", "IngressShim", "External")) {
      assertThat(StackCertificates.wanted(spec("exposure: {tls: {mode: " + mode + "}}")))
          .as(mode)
          .isFalse();
    }
  }

  @Test
  void areTheSameBehindAGateway() {
    final String gateway = "exposure: {type: Gateway, gateway: {parentRefs: [{name: a}]}}";
    assertThat(Routes.of(spec(gateway))).isNotEmpty().isEqualTo(Routes.of(spec("")));
    assertThat(StackCertificates.wanted(spec(gateway))).isFalse();
  }

  @Test
  void theOriginHasNoSlashAtItsEnd() {
    assertThat(PublicUrl.origin(spec(""))).isEqualTo("https://demo.test");
    assertThat(PublicUrl.origin(spec("exposure: {tls: {mode: ExistingSecret}}")))
        .isEqualTo("https://demo.test");
    assertThat(PublicUrl.origin(spec("exposure: {tls: {mode: Disabled}}")))
        .isEqualTo("http://demo.test");
  }

  private static String text(Route route) {
    return String.join(" ", route.hostname(), route.path(), route.backend().name(), route.port());
  }

  private static TorrustStackSpec spec(String fields) {
    return Manifests.stackOf("hostname: demo.test\n" + fields).getSpec();
  }
}
