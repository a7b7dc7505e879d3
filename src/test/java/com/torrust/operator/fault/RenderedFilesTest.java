package com.torrust.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The readers of rendered files notice what a careless rendering would let through. */
class RenderedFilesTest {

  @Test
  void anInjectedSectionIsAFieldMore() {
    final Set<String> plain = fields("a.toml", "key = \"a\"\n");

    assertThat(fields("a.toml", "key = \"a\"\n[evil]\nb = \"c\"\n")).isNotEqualTo(plain);
    assertThat(fields("a.toml", "key = \"b\"\n")).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "a.toml, 'key = \"a\nb\"'",
    "a.toml, 'key = 1\nkey = 2'",
    "a.yml, 'a: b\na: c'",
    "a.yml, 'a: b\n---\nevil: true'",
    "a.yml, 'a: [b'",
    "a.json, '{\"a\": 1, \"a\": 2}'",
    "a.json, '{\"a\": 1} {}'",
    "a.txt, anything"
  })
  void whatAProgramWouldRefuseIsRefused(String name, String text) {
    assertThatThrownBy(() -> fields(name, text))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(name);
  }

  private static Set<String> fields(String name, String text) {
    final List<HasMetadata> children =
        List.of(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("map")
                .endMetadata()
                .addToData(name, text)
                .build());
    return RenderedFiles.fields(children);
  }
}
