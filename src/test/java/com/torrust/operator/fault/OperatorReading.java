package com.torrust.operator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.runtime.TolerantReading;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** Reads stacks as the operator does, also those that it does not wholly understand. */
final class OperatorReading {

  private final KubernetesSerialization serialization;

  OperatorReading() {
    final ObjectMapper mapper = new ObjectMapper();
    new TolerantReading().customize(mapper);
    serialization = new KubernetesSerialization(mapper, true);
  }

  TorrustStack stack(String json) {
    return serialization.unmarshal(json, TorrustStack.class);
  }

  /** Returns the same stack with another image of the tracker, and the database that it begins with. */
  TorrustStack withTracker(TorrustStack stack, String image) {
    final JsonNode json = serialization.convertValue(stack, JsonNode.class);
    ((ObjectNode) json.at("/spec/tracker"))
        .put("image", image)
        .remove(List.of("configSchema", "database"));
    return serialization.convertValue(json, TorrustStack.class);
  }
}
