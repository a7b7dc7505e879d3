package com.torrust.operator.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens the tracker takes for strings, as figment 0.10 parses variables. */
class TrackerTokenTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"12", "-1", "1.5", ".5", "1.", "1.5e3", "true", "false", " 7\n", "[a]", "{", "'a'"})
  void numbersAndTheLikeAreNoText(String token) {
    assertThat(TrackerTokenSecret.isText(token)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "MyAccessToken", "1a", "trueish", "1.2.3", "a[1]", "a b", "a=\"b\""})
  void everythingElseIs(String token) {
    assertThat(TrackerTokenSecret.isText(token)).isTrue();
  }
}
