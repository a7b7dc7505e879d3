package com.torrust.operator.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;

/** The commands of the README, so that tests run what people read. */
public final class Readme {

  private static final String INDENT = "    ";

  private Readme() {}

  /**
   * Returns the first block of commands, which are indented lines, after the line that holds the
   * given words.
   */
  public static List<String> commands(String words) {
    final List<String> lines = lines();
    int line = 0;
    while (line < lines.size() && !lines.get(line).contains(words)) {
      line++;
    }
    Assertions.assertThat(line).as("README.md says: " + words).isLessThan(lines.size());
    while (!lines.get(line).startsWith(INDENT)) {
      line++;
    }
    final List<String> commands = new ArrayList<>();
    for (; lines.get(line).startsWith(INDENT); line++) {
      commands.add(lines.get(line).strip());
    }
    return commands;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Path.of("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
