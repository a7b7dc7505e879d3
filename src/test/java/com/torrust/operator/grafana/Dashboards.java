package com.torrust.operator.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Our own dashboards and what they ask Prometheus. */
public final class Dashboards {

  /** Where they stand. */
  static final Path FOLDER = Path.of("src/main/resources/dashboards");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Dashboards() {}

  /**
   * A question of a panel.
   *
   * @param dashboard title of the dashboard
   * @param panel title of the panel
   * @param expression the question as it stands in the file, in PromQL with Grafana's variables
   */
  public record Query(String dashboard, String panel, String expression) {

    /**
     * Returns the question as Grafana sends it when every port is shown.
     *
     * @param window in place of what Grafana computes from the time shown
     */
    public String sent(String window) {
      return expression
          .replace("$__rate_interval", window)
          .replace("$__range", window)
          .replace("$server_binding_port", ".+");
    }

    @Override
    public String toString() {
      return dashboard + " | " + panel + " | " + expression;
    }
  }

  /** Returns the files, sorted by name. */
  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a dashboard. */
  static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns every question of every panel. */
  public static List<Query> queries() {
    return files().stream()
        .map(Dashboards::read)
        .flatMap(
            dashboard ->
                each(dashboard.path("panels"))
                    .flatMap(
                        panel ->
                            each(panel.path("targets"))
                                .map(
                                    target ->
                                        new Query(
                                            dashboard.path("title").asText(),
                                            panel.path("title").asText(),
                                            target.path("expr").asText()))))
        .toList();
  }

  static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
