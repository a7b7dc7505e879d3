package com.torrust.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference of the API is what the committed CRD says. */
class ApiReferenceTest {

  private static final Path CRD = Path.of("crds/torruststacks.torrust.com-v1.yml");
  private static final Path PAGE = Path.of("crds/README.md");

  @Test
  void isMadeFromTheCrd() throws IOException {
    final String page = ApiReference.of(CRD);
    if (Boolean.getBoolean("reference.update")) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE)
        .as("after a change of the API: mvn test -Dtest=ApiReferenceTest -Dreference.update=true")
        .hasContent(page);
  }

  @Test
  void tellsTypeDefaultAndLimits() throws IOException {
    assertThat(ApiReference.of(CRD))
        .contains(
            "| `hostname` | string | required | ",
            "| `interval` | string | 10m | ",
            "*1 to 65535.*",
            "- the volume cannot shrink: spec.tracker.storage.size must stay at least what it was",
            "The fields of [spec.grafana.pod](#specgrafanapod).");
  }
}
