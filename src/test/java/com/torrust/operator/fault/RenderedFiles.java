package com.torrust.operator.fault;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files in the ConfigMaps of a stack, read as their programs would. */
final class RenderedFiles {

  private static final Map<String, ObjectMapper> READERS =
      Map.of(
          "toml", strict(TomlMapper.builder().build()),
          "yml", strict(YAMLMapper.builder().build()),
          "yaml", strict(YAMLMapper.builder().build()),
          "json", strict(new ObjectMapper()));

  private RenderedFiles() {}

  /**
   * Returns the names of all fields of all files, with the place of each.
   *
   * @throws AssertionError when a file cannot be read
   */
  static Set<String> fields(List<HasMetadata> children) {
    final Set<String> fields = new TreeSet<>();
    of(children)
        .forEach(
            file -> collect(file.map() + "/" + file.name(), read(file.name(), file.text()), fields));
    return fields;
  }

  /** Returns all files. */
  static List<RenderedFile> of(List<HasMetadata> children) {
    return children.stream()
        .filter(ConfigMap.class::isInstance)
        .map(ConfigMap.class::cast)
        .flatMap(
            map ->
                new TreeMap<>(map.getData())
                    .entrySet().stream()
                        .map(
                            file ->
                                new RenderedFile(
                                    map.getMetadata().getName(), file.getKey(), file.getValue())))
        .toList();
  }

  /**
   * One file.
   *
   * @param map name of the ConfigMap that holds it
   * @param name its name
   * @param text what is in it
   */
  record RenderedFile(String map, String name, String text) {}

  private static JsonNode read(String name, String text) {
    final ObjectMapper reader = READERS.get(name.substring(name.lastIndexOf('.') + 1));
    if (reader == null) {
      throw new AssertionError("no reader for " + name);
    }
    try {
      return reader.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void collect(String place, JsonNode node, Set<String> fields) {
    fields.add(place);
    node.fields()
        .forEachRemaining(field -> collect(place + "/" + field.getKey(), field.getValue(), fields));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(place + "/" + i, node.get(i), fields);
    }
  }

  private static ObjectMapper strict(ObjectMapper mapper) {
    return mapper
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }
}
