package com.torrust.operator.tracker;

import static com.torrust.operator.api.v1alpha1.ConfigSchema.V2;
import static com.torrust.operator.api.v1alpha1.ConfigSchema.V3;
import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.golden.Manifests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerSchemaTest {

  private static final String DIGEST = "@sha256:0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "torrust/tracker:develop, V3",
    "docker.io/torrust/tracker:develop, V3",
    "registry.test:5000/torrust/tracker:develop, V3",
    "torrust/tracker:3.0.0, V2",
    "torrust/tracker:v3.0.0, V2",
    "torrust/tracker:3.0, V2",
    "torrust/tracker:3, V2",
    "torrust/tracker:3.0.1, V2",
    "tracker:3.0.0" + DIGEST + ", V2",
    "registry.test:5000/tracker:3.0.0, V2",
  })
  void isToldByTheTag(String image, ConfigSchema schema) {
    assertThat(TrackerSchema.of(tracker(image, ""))).contains(schema);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "torrust/tracker",
        "torrust/tracker:latest",
        "torrust/tracker:main",
        "torrust/tracker:4.0.0",
        "torrust/tracker:30",
        "torrust/tracker:3.0.0-beta",
        "torrust/tracker:develop-2026",
        "torrust/tracker" + DIGEST,
        "registry.test:3/tracker",
        "registry.test:5000/develop/tracker",
      })
  void isUnknownForAnyOtherTag(String image) {
    assertThat(TrackerSchema.of(tracker(image, ""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"torrust/tracker:develop", "torrust/tracker:3.0.0", "torrust/tracker" + DIGEST})
  void isWhatTheUserSaysWhateverTheTag(String image) {
    assertThat(TrackerSchema.of(tracker(image, "configSchema: 2.0.0"))).contains(V2);
    assertThat(TrackerSchema.of(tracker(image, "configSchema: 3.0.0"))).contains(V3);
  }

  private static TrackerSpec tracker(String image, String field) {
    final String spec = "hostname: demo.test\ntracker:\n  image: '%s'\n  %s\n";
    return Manifests.stackOf(spec.formatted(image, field)).getSpec().tracker();
  }
}
