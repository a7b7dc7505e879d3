package com.torrust.operator.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.runtime.TolerantReading;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

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
}
