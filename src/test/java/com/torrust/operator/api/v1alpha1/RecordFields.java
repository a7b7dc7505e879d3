package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks a manifest along the records of the API that describe it. */
final class RecordFields {

  private RecordFields() {}

  /** Collects the paths of the fields of a record that a manifest does not set. */
  static void missing(String path, Class<?> type, Map<String, Object> raw, Set<String> missing) {
    for (final RecordComponent field : type.getRecordComponents()) {
      final String child = path + "." + name(field);
      if (raw.containsKey(name(field))) {
        records(field, raw).forEach(value -> missing(child, recordOf(field), value, missing));
      } else {
        missing.add(child);
      }
    }
  }

  /** Adds a field that nobody knows to every record in a manifest; returns to how many. */
  static int addUnknown(Class<?> type, Map<String, Object> raw) {
    int records = 1;
    for (final RecordComponent field : type.getRecordComponents()) {
      for (final Map<String, Object> value : records(field, raw)) {
        records += addUnknown(recordOf(field), value);
      }
    }
    raw.put("fieldOfALaterVersion", Map.of("a", List.of(1)));
    return records;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> records(RecordComponent field, Map<String, Object> raw) {
    final Object value = raw.get(name(field));
    if (value == null || !recordOf(field).isRecord()) {
      return List.of();
    }
    return value instanceof List<?> list
        ? (List<Map<String, Object>>) list
        : List.of((Map<String, Object>) value);
  }

  /** Returns the type of a field, or of the items of a list. */
  private static Class<?> recordOf(RecordComponent field) {
    if (field.getGenericType() instanceof ParameterizedType list && field.getType() == List.class) {
      final Type item = list.getActualTypeArguments()[0];
      return item instanceof Class<?> type ? type : Object.class;
    }
    return field.getType();
  }

  private static String name(RecordComponent field) {
    final JsonProperty renamed = field.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? field.getName() : renamed.value();
  }
}
