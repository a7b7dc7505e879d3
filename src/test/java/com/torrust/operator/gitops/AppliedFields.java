package com.torrust.operator.gitops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.StreamSupport;

/**
 * What the operator has applied of an object, by its field manager: the object without what
 * defaults and other writers have added. To apply it again is to write nothing.
 */
final class AppliedFields {

  private static final String MANAGER = "torrust-operator";
  private static final ObjectMapper JSON = new ObjectMapper();

  private AppliedFields() {}

  /** Returns the applied part of an object, of its status when a subresource is named. */
  static ObjectNode of(JsonNode object, String subresource) {
    final JsonNode fields =
        StreamSupport.stream(object.at("/metadata/managedFields").spliterator(), false)
            .filter(entry -> entry.path("manager").asText().equals(MANAGER))
            .filter(entry -> entry.path("operation").asText().equals("Apply"))
            .filter(entry -> entry.path("subresource").asText().equals(subresource))
            .map(entry -> entry.path("fieldsV1"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("nothing is applied of " + object));
    final ObjectNode applied = JSON.createObjectNode();
    applied.set("apiVersion", object.path("apiVersion"));
    applied.set("kind", object.path("kind"));
    applied.setAll((ObjectNode) take(object, fields));
    final ObjectNode metadata = applied.withObject("/metadata");
    metadata.set("name", object.at("/metadata/name"));
    metadata.set("namespace", object.at("/metadata/namespace"));
    return applied;
  }

  /** Fields as in metav1.FieldsV1: f: is a field, k: an entry by its keys, v: an entry by value. */
  private static JsonNode take(JsonNode value, JsonNode fields) {
    if (fields.isEmpty()) {
      return value;
    }
    if (value.isArray()) {
      final ArrayNode taken = JsonNodeFactory.instance.arrayNode();
      value.forEach(
          entry ->
              fields
                  .properties()
                  .forEach(
                      field -> {
                        if (names(field.getKey(), entry)) {
                          taken.add(take(entry, field.getValue()));
                        }
                      }));
      return taken;
    }
    final ObjectNode taken = JsonNodeFactory.instance.objectNode();
    fields
        .properties()
        .forEach(
            field -> {
              final String name = field.getKey().substring(Math.min(2, field.getKey().length()));
              if (field.getKey().startsWith("f:") && value.has(name)) {
                taken.set(name, take(value.path(name), field.getValue()));
              }
            });
    return taken;
  }

  private static boolean names(String key, JsonNode entry) {
    try {
      if (key.startsWith("v:")) {
        return JSON.readTree(key.substring(2)).equals(entry);
      }
      return key.startsWith("k:")
          && JSON.readTree(key.substring(2)).properties().stream()
              .allMatch(part -> part.getValue().equals(entry.path(part.getKey())));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(key, e);
    }
  }
}
