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

  private static final String PORT = "$server_binding_port";
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

    /** Returns whether it asks for the chosen ports only. */
    public boolean hasPort() {
      return expression.contains(PORT);
    }

    /**
     * Returns the question as Grafana sends it.
     *
     * @param port the chosen port, {@code .+} for all
     * @param window in place of what Grafana computes from the time shown
     */
    public String sent(String port, String window) {
      return expression
          .replace("$__rate_interval", window)
          .replace("$__range", window)
          .replace(PORT, port);
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

  /** Returns the metrics whose ports can be chosen. */
  public static List<String> metricsOfPorts() {
    return files().stream()
        .map(file -> read(file).at("/templating/list/0/query/query").asText())
        .filter(query -> !query.isEmpty())
        .map(query -> query.replaceAll("label_values\\((\\w+), server_binding_port\\)", "$1"))
        .toList();
  }

  static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
