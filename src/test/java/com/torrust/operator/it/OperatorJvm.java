package com.torrust.operator.it;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the operator's process runs on.
 *
 * @param java the java program
 * @param options its options
 */
public record OperatorJvm(Path java, List<String> options) {

  /** Options that every run has. */
  private static final List<String> OPTIONS =
      List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** Returns the JVM of this run with the options of the quick start. */
  public static OperatorJvm usual() {
    return new OperatorJvm(
        Path.of(ProcessHandle.current().info().command().orElse("java")), OPTIONS);
  }

  /** Returns the same options on another java program. */
  public OperatorJvm on(Path other) {
    return new OperatorJvm(other, options);
  }

  /** Returns the same with further options. */
  public OperatorJvm with(List<String> further) {
    return new OperatorJvm(java, Stream.concat(options.stream(), further.stream()).toList());
  }
}
