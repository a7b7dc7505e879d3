package com.torrust.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.torrust.operator.golden.GoldenCase;
import com.torrust.operator.golden.Manifests;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecDefaultsTest {

  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

  private static final TorrustStackStatus STATUS =
      new TorrustStackStatus(
          3L,
          "https://demo.test/",
          "demo-grafana-admin",
          ConfigSchema.V2,
          DataPolicy.DELETE,
          List.of(
              new Endpoint(
                  "grafana",
                  EndpointRow.GRAFANA,
                  "https://demo.test/",
                  "True",
                  "EndpointVerified",
                  "x",
                  "2026-11-23T10:20:30Z")),
          List.of(new DnsHint("demo.test", List.of("192.0.2.1"), "BITTORRENT TCP:443")),
          List.of(new ComponentStatus("grafana", "grafana/grafana:12.3.1", false)),
          new ExposureStatus(
              "nginx", IngressController.F5_NGINX, "x", Map.of("a", "b"), List.of("c")),
          List.of(new Condition("Ready", "False", 3L, "2026-11-23T10:20:30Z", "RollingOut", "x")));

  @Test
  void theDefaultsAreThoseOfTheDesign() {
    final TorrustStackSpec spec = spec("");
    assertThat(spec.suspend()).isFalse();
    assertThat(spec.dataPolicy()).isEqualTo(DataPolicy.RETAIN);
    assertThat(spec.imagePullSecrets()).isEmpty();
    assertThat(spec.tracker().image()).isEqualTo("torrust/tracker:develop");
    assertThat(spec.tracker().configSchema()).as("told by the tag").isNull();
    assertThat(spec.tracker().listed()).isFalse();
    assertThat(spec.tracker().privateMode()).isFalse();
    assertThat(spec.tracker().logLevel()).isEqualTo(LogLevel.INFO);
    assertThat(spec.tracker().udp()).extracting("name", "port").containsExactly(tuple("udp", 6969));
    assertThat(spec.tracker().udp().get(0).service().type()).isEqualTo(ServiceType.LOAD_BALANCER);
    assertThat(spec.tracker().http())
        .extracting("name", "port")
        .containsExactly(tuple("http", 7070));
    assertThat(spec.prometheus().enabled()).isTrue();
    assertThat(spec.prometheus().image()).isEqualTo("prom/prometheus:v3.5.0");
    assertThat(spec.prometheus().scrapeInterval()).isEqualTo("15s");
    assertThat(spec.prometheus().retention()).isEqualTo(new RetentionSpec("15d", null));
    assertThat(spec.grafana().enabled()).isTrue();
    assertThat(spec.grafana().image()).isEqualTo("grafana/grafana:12.3.1");
    assertThat(spec.grafana().adminSecret()).isNull();
    assertThat(spec.grafana().live()).isEqualTo(new LiveSpec(true, 100));
    assertThat(spec.exposure().type()).isEqualTo(ExposureType.INGRESS);
    assertThat(spec.exposure().ingress().className()).isNull();
    assertThat(spec.exposure().ingress().controller()).isEqualTo(IngressController.AUTO);
    assertThat(spec.exposure().ingress().webSocketTimeout()).isEqualTo("3600s");
    assertThat(spec.tracker().api().hostname()).as("the API stays inside").isNull();
    assertThat(spec.tracker().onReverseProxy()).isEqualTo(OnReverseProxy.AUTO);
    assertThat(spec.exposure().tls().mode()).isEqualTo(TlsMode.CERT_MANAGER);
    assertThat(spec.exposure().gateway().parentRefs()).isEmpty();
  }

  @Test
  void behindAGatewayTheCertificateIsTheListenersUnlessThereIsNone() {
    assertThat(spec("exposure: {type: Gateway}").exposure().tls().mode())
        .isEqualTo(TlsMode.EXTERNAL);
    assertThat(
            spec("exposure: {type: Gateway, tls: {issuerRef: {name: a}}}").exposure().tls().mode())
        .isEqualTo(TlsMode.EXTERNAL);
    assertThat(spec("exposure: {type: Gateway, tls: {mode: Disabled}}").exposure().tls().mode())
        .isEqualTo(TlsMode.DISABLED);
  }

  @Test
  void theComponentsHaveVolumesAndRequestsByDefault() {
    final TorrustStackSpec spec = spec("");
    assertThat(spec.tracker().storage().size()).isEqualTo(Quantity.parse("1Gi"));
    assertThat(spec.prometheus().storage().size()).isEqualTo(Quantity.parse("10Gi"));
    assertThat(spec.grafana().storage().size()).isEqualTo(Quantity.parse("1Gi"));
    assertThat(List.of(spec.tracker(), spec.prometheus(), spec.grafana()))
        .allSatisfy(c -> assertThat(c.resources().requests()).containsOnlyKeys("cpu", "memory"))
        .allSatisfy(c -> assertThat(c.resources().limits()).isEmpty())
        .allSatisfy(c -> assertThat(c.imagePullPolicy()).isEqualTo(ImagePullPolicy.IF_NOT_PRESENT))
        .allSatisfy(c -> assertThat(c.storage().storageClassName()).isNull());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tracker: {}\nprometheus: {}\ngrafana: {}\nexposure: {}",
        "prometheus: {retention: {}, storage: {}, pod: {}}",
        "grafana: {live: {}, storage: {}, pod: {}, env: []}",
        "exposure: {ingress: {}, gateway: {}, tls: {}}",
        "tracker: {api: {}, udp: [{name: udp, port: 6969, service: {}}], http: [{name: http, port:"
            + " 7070}]}",
      })
  void emptyMeansTheSameAsAbsent(String fields) {
    assertThat(spec(fields)).isEqualTo(spec(""));
  }

  @Test
  void aPrivateTrackerHasNoUdpListenerOfItsOwnAccord() {
    assertThat(spec("tracker: {private: true}").tracker().udp()).isEmpty();
    assertThat(spec("tracker: {udp: []}").tracker().udp()).as("none wanted").isEmpty();
  }

  @Test
  void theDefaultOfAnIssuerIsTheOneOfCertManager() {
    assertThat(spec("exposure: {tls: {issuerRef: {name: ca}}}").exposure().tls().issuerRef())
        .isEqualTo(new IssuerRef("ca", "Issuer", "cert-manager.io"));
  }

  @Test
  void aVolumeMayHaveAPolicyOfItsOwn() {
    final TorrustStackSpec spec =
        spec("dataPolicy: Delete\ntracker: {storage: {dataPolicy: Retain}}");
    assertThat(spec.dataPolicyOf(spec.tracker().storage())).isEqualTo(DataPolicy.RETAIN);
    assertThat(spec.dataPolicyOf(spec.grafana().storage())).isEqualTo(DataPolicy.DELETE);
  }

  @ParameterizedTest
  @MethodSource("com.torrust.operator.golden.GoldenCase#all")
  void everySpecSurvivesWritingAndReading(GoldenCase golden) {
    final TorrustStackSpec spec = golden.stack().getSpec();
    assertThat(copy(spec)).isEqualTo(spec);
    assertThat(KUBERNETES.clone(golden.stack()).getSpec()).isEqualTo(spec);
  }

  @Test
  void aStatusSurvivesWritingAndReading() {
    assertThat(copy(STATUS)).isEqualTo(STATUS);
  }

  @Test
  void theCaseEverythingSetsEveryField() throws IOException {
    final Set<String> missing = new TreeSet<>();
    RecordFields.missing("spec", TorrustStackSpec.class, everything(), missing);
    assertThat(missing).isEmpty();
  }

  @Test
  void fieldsOfALaterVersionAreIgnoredWhereverTheyStand() throws IOException {
    final Map<String, Object> raw = everything();
    final int records = RecordFields.addUnknown(TorrustStackSpec.class, raw);
    assertThat(records).as("records in the spec").isGreaterThan(25);
    assertThat(KUBERNETES.convertValue(raw, TorrustStackSpec.class))
        .isEqualTo(GoldenCase.named("everything").stack().getSpec());
  }

  @Test
  void fieldsOfALaterVersionOfTheStatusAreIgnored() {
    @SuppressWarnings("unchecked")
    final Map<String, Object> raw = KUBERNETES.convertValue(STATUS, Map.class);
    assertThat(RecordFields.addUnknown(TorrustStackStatus.class, raw)).isEqualTo(6);
    assertThat(KUBERNETES.convertValue(raw, TorrustStackStatus.class)).isEqualTo(STATUS);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> everything() throws IOException {
    final String text = Files.readString(GoldenCase.named("everything").source());
    return (Map<String, Object>) KUBERNETES.unmarshal(text, Map.class).get("spec");
  }

  @SuppressWarnings("unchecked")
  private static <R extends Record> R copy(R object) {
    return (R) KUBERNETES.unmarshal(KUBERNETES.asYaml(object), object.getClass());
  }

  private static TorrustStackSpec spec(String fields) {
    return Manifests.stackOf("hostname: demo.test\n" + fields).getSpec();
  }
}
