package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The committed CRD. It needs the build's output, hence it runs after packaging. */
class CrdFileIT {

  private static final String NAME = "torruststacks.torrust.com-v1.yml";
  private static final Path COMMITTED = Path.of("crds", NAME);
  private static final Path GENERATED = Path.of("target", "kubernetes", NAME);

  @Test
  void isWhatTheBuildGenerates() throws IOException {
    assertThat(COMMITTED)
        .as("after a change of the API: mvn package -DskipTests && cp %s crds/", GENERATED)
        .hasSameTextualContentAs(GENERATED);
  }

  @Test
  void isSmallEnoughForPlainApply() throws IOException {
    final long bytes = Files.size(COMMITTED);

    System.out.println("CRD: " + bytes + " bytes");
    assertThat(bytes).isLessThan(100_000);
  }

  @Test
  void describesEveryFieldOfOurs() throws IOException {
    final JsonNode schema =
        new ObjectMapper(new YAMLFactory())
            .readTree(COMMITTED.toFile())
            .at("/spec/versions/0/schema/openAPIV3Schema");
    final List<String> silent = new ArrayList<>();

    collect(schema, "", silent);

    assertThat(silent).as("fields without a description").isEmpty();
  }

  private static void collect(JsonNode schema, String path, List<String> silent) {
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              final String here = path + "." + field.getKey();
              if (!field.getValue().has("description")) {
                silent.add(here);
              }
              // The entries of env are Kubernetes' own EnvVar.
              if (!field.getKey().equals("env")) {
                collect(field.getValue(), here, silent);
                collect(field.getValue().path("items"), here + "[]", silent);
              }
            });
  }
}
