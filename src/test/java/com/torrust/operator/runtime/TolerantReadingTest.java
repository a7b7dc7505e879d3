package com.torrust.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.torrust.operator.api.v1alpha1.ExposureType;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import org.junit.jupiter.api.Test;

class TolerantReadingTest {

  /** After a rollback of the operator a stack may hold a word that the older version lacks. */
  @Test
  void anUnknownWordMeansTheDefault() throws JsonProcessingException {
    final ObjectMapper mapper = new ObjectMapper();
    new TolerantReading().customize(mapper);

    final TorrustStack stack =
        mapper.readValue(
            "{\"spec\":{\"hostname\":\"a.test\",\"exposure\":{\"type\":\"FromTheFuture\"}}}",
            TorrustStack.class);

    assertThat(stack.getSpec().exposure().type()).isEqualTo(ExposureType.INGRESS);
  }
}
