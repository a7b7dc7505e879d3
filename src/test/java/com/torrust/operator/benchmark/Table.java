package com.torrust.operator.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One question's answers, which read well on a terminal and are Markdown. */
final class Table {

  private final String question;
  private final List<List<String>> lines = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Table(String question, String... columns) {
    this.question = question;
    lines.add(List.of(columns));
  }

  /** Adds a row; numbers are written with one or two decimals, everything else as it is. */
  void row(Object... cells) {
    lines.add(IntStream.range(0, cells.length).mapToObj(i -> text(cells[i])).toList());
  }

  /** Adds a line below the table. */
  void note(String note) {
    notes.add(note);
  }

  boolean isEmpty() {
    return lines.size() == 1;
  }

  @Override
  public String toString() {
    final List<Integer> widths =
        IntStream.range(0, lines.get(0).size())
            .mapToObj(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toList();
    final StringBuilder text = new StringBuilder("### " + question + "\n\n");
    text.append(line(lines.get(0), widths));
    text.append(line(widths.stream().map("-"::repeat).toList(), widths));
    lines.stream().skip(1).map(line -> line(line, widths)).forEach(text::append);
    notes.forEach(note -> text.append('\n').append(note).append('\n'));
    return text.append('\n').toString();
  }

  private static String line(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> cells.get(i) + " ".repeat(widths.get(i) - cells.get(i).length()))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String text(Object cell) {
    return cell instanceof Double number
        ? String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.1f", number)
        : cell.toString();
  }
}
