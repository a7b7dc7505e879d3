package com.torrust.operator.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraDashboardsTest {

  private static final String GOOD = "{\"uid\": \"good\", \"title\": \"Good\"}";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      textBlock =
          """
          a.txt,  |{"title": "A"}|,                         the key of a dashboard ends in .json
          a.json, |{"title": "A"|,                          it is not the JSON of a dashboard
          a.json, |[]|,                                     it is not the JSON of a dashboard
          a.json, ||,                                       it is not the JSON of a dashboard
          a.json, |{"uid": "a"}|,                           it is not the JSON of a dashboard
          a.json, |{"title": " "}|,                         it is not the JSON of a dashboard
          a.json, |{"title": "A", "uid": "a/b"}|,           its uid is not 1 to 40 letters
          a.json, |{"title": "A", "uid": "torrust-udp"}|,   another one has the uid torrust-udp
          a.json, |{"title": "A", "uid": "good"}|,          another one has the uid good
          a.json, |{"title": "Good", "uid": "a"}|,          another one has the title "Good"
          """)
  void whatCannotBeShownIsToldAndTheRestIsShown(String key, String text, String why) {
    final ExtraDashboards found =
        ExtraDashboards.of(
            List.of(
                configMap("b", Map.of(key, text == null ? "" : text)),
                configMap("a", Map.of("good.json", GOOD))));

    assertThat(found.files()).isEqualTo(Map.of("a_good.json", GOOD));
    assertThat(found.problems())
        .singleElement()
        .asString()
        .startsWith("ConfigMap b, key " + key + ": " + why);
  }

  /** Neither a key that two ConfigMaps have nor the order in which they come makes a difference. */
  @Test
  void namesDoNotClash() {
    final ConfigMap one = configMap("one", Map.of("a.json", "{\"title\": \"1\"}"));
    final ConfigMap two = configMap("two", Map.of("a.json", "{\"title\": \"2\"}"));

    assertThat(ExtraDashboards.of(List.of(one, two)))
        .isEqualTo(ExtraDashboards.of(List.of(two, one)))
        .isEqualTo(
            new ExtraDashboards(
                Map.of("one_a.json", "{\"title\": \"1\"}", "two_a.json", "{\"title\": \"2\"}"),
                List.of()));
  }

  /** The limit of the API server; what still fits comes after what does not. */
  @Test
  void whatIsTooLargeTogetherIsLeftOut() {
    final String half = dashboard("half", ExtraDashboards.MOST_BYTES / 2);
    final String more = dashboard("more", ExtraDashboards.MOST_BYTES / 2 + 1);
    final String rest = dashboard("rest", ExtraDashboards.MOST_BYTES / 2);

    final ExtraDashboards found =
        ExtraDashboards.of(
            List.of(
                configMap("a", Map.of("a.json", half)),
                configMap("b", Map.of("a.json", more)),
                configMap("c", Map.of("a.json", rest))));

    assertThat(found.files()).containsOnlyKeys("a_a.json", "c_a.json");
    assertThat(found.problems())
        .containsExactly(
            "ConfigMap b, key a.json: all dashboards together are larger than 1 MiB");
  }

  @Test
  void anEmptyConfigMapIsTold() {
    assertThat(ExtraDashboards.of(List.of(configMap("a", null))).problems())
        .containsExactly("ConfigMap a has no data");
  }

  private static String dashboard(String title, int bytes) {
    final String empty = "{\"title\": \"" + title + "\", \"x\": \"\"}";
    return empty.replace("\"\"}", "\"" + "x".repeat(bytes - empty.length()) + "\"}");
  }

  private static ConfigMap configMap(String name, Map<String, String> data) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withData(data)
        .build();
  }
}
