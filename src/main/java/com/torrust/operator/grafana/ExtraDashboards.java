package com.torrust.operator.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Dashboards of the user's own, from ConfigMaps with the label {@value #LABEL}: each key that ends
 * in {@code .json} is one. All of a stack together have to fit into one ConfigMap.
 *
 * @param files the dashboards that Grafana gets, by file name
 * @param problems what Grafana does not get and why, in words
 */
public record ExtraDashboards(Map<String, String> files, List<String> problems) {

  /** Label of such a ConfigMap, with the name of the stack as value. */
  public static final String LABEL = "torrust.com/dashboards";

  /** There are none. */
  public static final ExtraDashboards NONE = new ExtraDashboards(Map.of(), List.of());

  /** What the API server allows in the values of one ConfigMap, in bytes. */
  static final int MOST_BYTES = 1024 * 1024;

  private static final int LONGEST_NAME = 253;
  private static final String UID = "[a-zA-Z0-9_-]{0,40}";
  private static final String SUFFIX = ".json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Takes over a copy of both. */
  public ExtraDashboards {
    files = Map.copyOf(files);
    problems = List.copyOf(problems);
  }

  /** Returns what is usable of the given ConfigMaps; of two that clash, the first by name is. */
  public static ExtraDashboards of(List<ConfigMap> configMaps) {
    final Selection selection = new Selection();
    configMaps.stream()
        .sorted(Comparator.comparing(configMap -> configMap.getMetadata().getName()))
        .forEach(selection::add);
    return new ExtraDashboards(selection.files, selection.problems);
  }

  /** What was taken so far. */
  private static final class Selection {

    private final Map<String, String> files = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> uids = new HashSet<>(GrafanaDashboards.UIDS);
    private final Set<String> titles = new HashSet<>();
    private int bytes;

    void add(ConfigMap configMap) {
      final String name = configMap.getMetadata().getName();
      final Map<String, String> data =
          configMap.getData() == null ? Map.of() : new TreeMap<>(configMap.getData());
      if (data.isEmpty()) {
        problems.add("ConfigMap " + name + " has no data");
      }
      data.forEach(
          (key, text) ->
              problem(name + "_" + key, key, text)
                  .ifPresentOrElse(
                      problem ->
                          problems.add("ConfigMap " + name + ", key " + key + ": " + problem),
                      () -> files.put(name + "_" + key, text)));
    }

    private Optional<String> problem(String file, String key, String text) {
      if (!key.endsWith(SUFFIX)) {
        return Optional.of("the key of a dashboard ends in .json");
      }
      if (file.length() > LONGEST_NAME) {
        return Optional.of("the names of ConfigMap and key are too long together");
      }
      final JsonNode dashboard = read(text);
      final String title = dashboard.path("title").asText().strip();
      final String uid = dashboard.path("uid").asText();
      if (!dashboard.isObject() || title.isEmpty()) {
        return Optional.of("it is not the JSON of a dashboard with a title");
      }
      if (!uid.matches(UID)) {
        return Optional.of("its uid is not 1 to 40 letters, digits, _ and -");
      }
      final int size = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + size > MOST_BYTES) {
        return Optional.of("all dashboards together are larger than 1 MiB");
      }
      if (!titles.add(title)) {
        return Optional.of("another one has the title \"" + title + "\"");
      }
      if (!uid.isEmpty() && !uids.add(uid)) {
        titles.remove(title);
        return Optional.of("another one has the uid " + uid);
      }
      bytes += size;
      return Optional.empty();
    }

    private static JsonNode read(String text) {
      try {
        return MAPPER.readTree(text);
      } catch (JsonProcessingException e) {
        return MAPPER.missingNode();
      }
    }
  }
}
