package com.torrust.operator.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.torrust.operator.status.Problem;
import com.torrust.operator.status.Reason;
import java.util.List;
import java.util.Map;

/**
 * Turns the parts of a stack that the CRD leaves open into Kubernetes types. They are read here and
 * not with the stack, so that a wrong one harms its own stack only.
 */
public final class OpenTypes {

  private static final ObjectMapper MAPPER = new ObjectMapper();

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
      return MAPPER.convertValue(open, type);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          Reason.POD_SETTINGS_INVALID,
          field + " is no " + type.getSimpleName() + ": " + firstLine(e.getMessage()));
    }
  }

  /** Returns the objects that an open list describes; see {@link #convert}. */
  public static <T> List<T> convertAll(
      List<Map<String, Object>> open, Class<T> type, String field) {
    return open.stream().map(item -> convert(item, type, field)).toList();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
