package com.torrust.operator.workflow;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PasswordsTest {

  private static final int MANY = 2_000;

  private final List<String> passwords =
      Stream.generate(new Passwords()::next).limit(MANY).toList();

  /** The tracker takes what looks like a number, a list or a boolean for that. */
  @Test
  void areLettersAndDigitsAndBeginWithALetter() {
    assertThat(passwords).allMatch(password -> password.matches("[A-Za-z][A-Za-z0-9]{39}"));
  }

  @Test
  void areAllDifferent() {
    assertThat(passwords).doesNotHaveDuplicates();
    assertThat(new Passwords().next()).isNotIn(passwords);
  }

  @Test
  void useEveryLetterAndDigitAtEveryPlace() {
    for (int place = 0; place < 40; place++) {
      final int at = place;
      assertThat(passwords.stream().map(password -> password.charAt(at)).collect(toSet()))
          .as("characters at " + place)
          .hasSize(place == 0 ? 52 : 62);
    }
  }
}
