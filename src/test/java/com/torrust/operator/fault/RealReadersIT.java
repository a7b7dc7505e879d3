package com.torrust.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.fault.RenderedFiles.RenderedFile;
import com.torrust.operator.golden.GoldenCase;
import com.torrust.operator.golden.Rendering;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs say no to what is no file of theirs, and nothing against what is one. */
class RealReadersIT {

  @BeforeAll
  static void needsPrograms() {
    final Optional<String> missing = RealReaders.missing();
    assumeTrue(missing.isEmpty(), () -> "no file is read by its program here: " + missing.get());
  }

  @ParameterizedTest
  @CsvSource({
    "tracker.toml, core.listed = false, core.listed = 'perhaps'",
    "tracker.toml, core.listed = false, core.listed = false = false",
    "tracker.toml, 2\\.0\\.0, 3.0.0",
    "prometheus.yml, scrape_configs, 'evil: true\nscrape_configs'",
    "prometheus.yml, 15s, soon",
    "alerts.yml, expr: prometheus, expr: ) prometheus",
    "alerts.yml, groups, groops"
  })
  void oneWordTooMuchIsNoticed(String name, String word, String other) {
    final RealReaders readers = new RealReaders();
    final String text = text(name);

    assertThat(readers.complaint(name, text)).isEmpty();
    assertThat(readers.complaint(name, text.replaceFirst(word, other)))
        .hasValueSatisfying(complaint -> assertThat(complaint).startsWith(name + ": exit code"));
  }

  private static String text(String name) {
    return RenderedFiles.of(Rendering.of(GoldenCase.named("schema2").stack())).stream()
        .filter(file -> file.name().equals(name))
        .map(RenderedFile::text)
        .findFirst()
        .orElseThrow();
  }
}
