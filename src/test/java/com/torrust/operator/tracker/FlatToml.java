package com.torrust.operator.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A TOML file as a flat table of keys such as {@code udp_trackers[0].bind_address}. */
final class FlatToml {

  private FlatToml() {}

  /** Returns the values as text. */
  static Map<String, String> read(String toml) {
    return read(toml, JsonNode::asText);
  }

  /** Returns what the function makes of each value. */
  static <T> Map<String, T> read(String toml, Function<JsonNode, T> value) {
    final Map<String, T> keys = new TreeMap<>();
    try {
      flatten("", new TomlMapper().readTree(toml), value, keys);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no TOML: " + toml, e);
    }
    return keys;
  }

  private static <T> void flatten(
      String path, JsonNode node, Function<JsonNode, T> value, Map<String, T> keys) {
    if (node.isValueNode()) {
      keys.put(path, value.apply(node));
    }
    node.properties()
        .forEach(
            field ->
                flatten(
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue(),
                    value,
                    keys));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      flatten(path + "[" + i + "]", node.get(i), value, keys);
    }
  }
}
