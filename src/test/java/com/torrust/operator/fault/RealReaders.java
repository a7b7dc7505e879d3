package com.torrust.operator.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.torrust.operator.container.Commands;
import com.torrust.operator.fault.RenderedFiles.RenderedFile;
import com.torrust.operator.it.TrackerImage;
import com.torrust.operator.monitoring.PrometheusImage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The real programs that rendered files are for. Each only reads its file, and serves nothing. */
final class RealReaders {

  /** Name of the tracker's file. */
  static final String TRACKER = "tracker.toml";

  private static final String CONFIG = "prometheus.yml";
  private static final String RULES = "alerts.yml";

  /** Names of the files that have a program here; Grafana can't be had. */
  static final Set<String> FILES = Set.of(TRACKER, CONFIG, RULES);

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The tracker opens its database after it has read everything, and ends where there is none. */
  private static final String OVERRIDE = "TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__";

  private static final String NO_DATABASE = "Failed to connect to MySQL database";

  private final String tracker = TrackerImage.program().toString();
  private final String promtool = PrometheusImage.promtool().toString();
  private final Set<RenderedFile> asked = new HashSet<>();

  /** Returns why the programs can't be asked on this machine, and what to do about it. */
  static Optional<String> missing() {
    return TrackerImage.missing().or(PrometheusImage::missing);
  }

  /** Returns what is said against files, each of which is asked about once. */
  List<String> complaints(List<RenderedFile> files) {
    return files.stream()
        .filter(file -> FILES.contains(file.name()))
        .filter(asked::add)
        .map(file -> complaint(file.name(), file.text()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Returns how many files were asked about, by name. */
  Map<String, Long> asked() {
    return asked.stream().collect(groupingBy(RenderedFile::name, counting()));
  }

  /**
   * Returns what the program of a file says against it.
   *
   * @param name one of {@link #FILES}
   */
  Optional<String> complaint(String name, String text) {
    return switch (name) {
      case TRACKER ->
          complaint(
              name,
              text,
              "env",
              "RUST_BACKTRACE=0",
              OVERRIDE + "DRIVER=mysql",
              OVERRIDE + "PATH=nowhere",
              "TORRUST_TRACKER_CONFIG_TOML_PATH=/dev/stdin",
              tracker);
      case CONFIG ->
          complaint(name, text, promtool, "check", "config", "--syntax-only", "/dev/stdin");
      case RULES -> complaint(name, text, promtool, "check", "rules", "/dev/stdin");
      default -> throw new IllegalArgumentException("nobody reads " + name);
    };
  }

  private static Optional<String> complaint(String name, String text, String... command) {
    final Commands.Result result =
        Commands.run(LIMIT, text.getBytes(UTF_8), List.of(command));
    return result.succeeded() || result.summary().contains(NO_DATABASE)
        ? Optional.empty()
        : Optional.of(name + ": " + result.summary());
  }
}
