package com.torrust.operator.kube;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.operator.status.Problem;
import com.torrust.operator.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Turns the parts of a stack that the CRD leaves open into Kubernetes types. They are read here and
 * not with the stack, so that a wrong one harms its own stack only.
 */
public final class OpenTypes {

  /** Fabric8's types keep fields that they do not know, which the API server then refuses. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              })
          .build();

  private OpenTypes() {}

  /**
   * Returns the object that an open field describes, null when the field is absent.
   *
   * @param field where the field stands, for the message
   * @throws Problem when the field does not have the type's shape
   */
  public static <T> T convert(Map<String, Object> open, Class<T> type, String field) {
    if (open == null) {
      return null;
    }
    try {
      return STRICT.convertValue(open, type);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          Reason.POD_SETTINGS_INVALID,
          field + path(e) + " does not fit a Kubernetes " + type.getSimpleName());
    }
  }

  /** Returns the objects that an open list describes; see {@link #convert}. */
  public static <T> List<T> convertAll(
      List<Map<String, Object>> open, Class<T> type, String field) {
    return open.stream()
        .map(item -> convert(item, type, field + "[" + open.indexOf(item) + "]"))
        .toList();
  }

  private static String path(IllegalArgumentException e) {
    return e.getCause() instanceof JsonMappingException mapping
        ? mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getFieldName())
            .collect(Collectors.joining())
        : "";
  }
}
