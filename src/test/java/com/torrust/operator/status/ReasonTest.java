package com.torrust.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

  @Test
  void wordsAreUnique() {
    assertThat(Arrays.stream(Reason.values()).map(Reason::word)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void theWordIsInCamelCaseAndSaysTheSameAsTheName(Reason reason) {
    assertThat(reason.word()).matches("[A-Z][A-Za-z]+");
    assertThat(reason.word().toUpperCase(Locale.ROOT)).isEqualTo(reason.name().replace("_", ""));
  }

  @ParameterizedTest
  @EnumSource
  void whoMustActIsToldWhatToDo(Reason reason) {
    assertThat(reason.message("what was seen")).startsWith("what was seen");
    if (reason.severity() == Severity.STALLED) {
      assertThat(reason.message("what was seen")).matches("what was seen; .{10,}[^.]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theReadmeTellsWhatToDoAboutIt(Reason reason) throws IOException {
    if (reason.severity() != Severity.GOOD) {
      assertThat(Files.readString(Path.of("README.md"))).contains("`" + reason.word() + "`");
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "STACK_AVAILABLE",
        "AVAILABLE",
        "INGRESS_WRITTEN",
        "ROUTE_ACCEPTED",
        "ADDRESS_ASSIGNED"
      })
  void whatIsGoodNeedsNoAdvice(Reason reason) {
    assertThat(reason.severity()).isEqualTo(Severity.GOOD);
    assertThat(reason.message("seen")).isEqualTo("seen");
  }
}
