package com.torrust.operator.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The tables of a run, written anew with each answer, so that an interrupted run keeps its own. */
final class Findings {

  private static final Path FILE = Path.of("target", "benchmark.md");

  private final String heading;

  final Table convergence =
      new Table(
          "N stacks created at once, until all are Ready",
          "N",
          "certificates by",
          "operator, s",
          "bare client, s",
          "ratio",
          "ms per stack",
          "load before");

  final Table traffic =
      new Table(
          "What the operator asks of the API server per stack, until all are Ready",
          "N",
          "reconciles",
          "requests",
          "writes",
          "of children",
          "of the status");

  final Table settled =
      new Table(
          "Settled: a restart and three resyncs, verification on",
          "N",
          "reconciles",
          "writes",
          "CPU s per 1000 reconciles");

  final Table memory =
      new Table(
          "Memory of the operator, MiB",
          "N",
          "when",
          "RSS",
          "peak RSS",
          "RSS after full GC",
          "heap after full GC",
          "threads");

  final Table edits =
      new Table(
          "One edit among N stacks, until its children have changed, s",
          "N",
          "meanwhile",
          "edits",
          "p50",
          "p99",
          "longest");

  final Table start =
      new Table(
          "Start of the process, s",
          "N",
          "on",
          "until it listens",
          "until the first reconcile",
          "until all N were reconciled");

  Findings(String heading) {
    this.heading = heading;
  }

  /** Writes what is known so far. */
  void save() {
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return heading
        + "\n\n"
        + List.of(convergence, traffic, settled, memory, edits, start).stream()
            .filter(table -> !table.isEmpty())
            .map(Table::toString)
            .collect(Collectors.joining());
  }
}
