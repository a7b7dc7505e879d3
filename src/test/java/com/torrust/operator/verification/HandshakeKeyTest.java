package com.torrust.operator.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandshakeKeyTest {

  /** The example of RFC 6455, section 1.3. */
  @Test
  void theKeyOfTheStandardHasTheAnswerOfTheStandard() {
    assertThat(new HandshakeKey("dGhlIHNhbXBsZSBub25jZQ==").accept())
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }
}
