package com.torrust.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the children of each golden case with the files in its folder {@code expected}.
 *
 * <p>After a wanted change, {@code mvn test -Dtest=GoldenTest -Dgolden.update=true} writes these
 * files anew; read their diff before it is committed. A new case is a new folder with a {@code
 * stack.yaml}. A dashboard stands in the expected files by its name, since it is a file already.
 */
class GoldenTest {

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final Path DASHBOARDS = Path.of("src/main/resources/dashboards");

  @ParameterizedTest
  @MethodSource("com.torrust.operator.golden.GoldenCase#all")
  void rendersTheExpectedChildren(GoldenCase golden) throws IOException {
    final Map<String, String> rendered = new TreeMap<>();
    for (final HasMetadata child : Rendering.of(golden.inputs())) {
      final String text = withoutDashboards(Manifests.text(child));
      assertThat(rendered.put(Manifests.file(child), text)).as("two children of one name").isNull();
    }
    if (UPDATE) {
      write(golden.expected(), rendered);
    }
    assertThat(files(golden.expected())).isEqualTo(rendered.keySet());
    for (final Map.Entry<String, String> file : rendered.entrySet()) {
      assertThat(file.getValue())
          .as(file.getKey())
          .isEqualTo(Files.readString(golden.expected().resolve(file.getKey())));
    }
  }

  @Test
  void everyChildOfTheWorkflowIsRenderedInSomeCase() {
    final Set<Class<?>> never = new HashSet<>(Rendering.byClass(minimal()).keySet());
    for (final GoldenCase golden : GoldenCase.all()) {
      Rendering.byClass(golden.inputs())
          .forEach(
              (type, children) -> {
                if (!children.isEmpty()) {
                  never.remove(type);
                }
              });
    }
    assertThat(never).isEmpty();
  }

  private static Inputs minimal() {
    return GoldenCase.named("minimal").inputs();
  }

  private static String withoutDashboards(String text) throws IOException {
    String result = text;
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      for (final Path file : files.toList()) {
        final String block = Files.readString(file).indent(4);
        result =
            result.replace(
                block.stripTrailing(), "    (the file " + file.getFileName() + " of dashboards)");
      }
    }
    return result;
  }

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      final Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    }
  }

  private static void write(Path folder, Map<String, String> texts) throws IOException {
    Files.createDirectories(folder);
    for (final String stale : files(folder)) {
      Files.delete(folder.resolve(stale));
    }
    for (final Map.Entry<String, String> file : texts.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
