package com.torrust.operator.flow;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who reaches which port, as text: a line for each source, a column for each port.
 *
 * @param sources the lines
 * @param ports the columns
 * @param allowed whether the port of a column is open to the source of a line, line by line
 */
record FlowTable(List<Peer> sources, List<Port> ports, List<Boolean> allowed) {

  @Override
  public String toString() {
    return Stream.concat(
            Stream.of(
                line("", ports.stream().map(port -> port.pod().name()).toList()),
                line("", ports.stream().map(Port::text).toList())),
            IntStream.range(0, sources.size())
                .mapToObj(i -> line(sources.get(i).name(), answers(i))))
        .collect(joining());
  }

  private List<String> answers(int line) {
    return allowed.subList(line * ports.size(), (line + 1) * ports.size()).stream()
        .map(open -> open ? "yes" : "-")
        .toList();
  }

  private String line(String name, List<String> cells) {
    return (column(name, sources.stream().mapToInt(source -> source.name().length()))
                + IntStream.range(0, cells.size())
                    .mapToObj(i -> column(cells.get(i), widths(ports.get(i))))
                    .collect(joining()))
            .stripTrailing()
        + "\n";
  }

  private static IntStream widths(Port port) {
    return IntStream.of(port.pod().name().length(), port.text().length());
  }

  private static String column(String cell, IntStream widths) {
    return ("%-" + (widths.max().orElseThrow() + 2) + "s").formatted(cell);
  }
}
