package com.torrust.operator.tracker;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.LogLevel;
import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.golden.Manifests;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reads the rendered configuration back, as a flat table of keys such as {@code
 * udp_trackers[0].bind_address}.
 */
class TrackerConfigTest {

  private static final String ALL_SET =
      """
      private: false
      listed: true
      logLevel: warn
      announce: {interval: 30m, minInterval: 10m}
      udp: [{name: a, port: 6969}, {name: b, port: 6868}]
      http: [{name: http, port: 7171}]
      """;

  @Test
  void schema3() {
    assertThat(read(new TrackerConfig(tracker(ALL_SET), ConfigSchema.V3, true, false)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry("metadata.schema_version", "3.0.0"),
                entry("logging.trace_filter", "warn"),
                entry("core.listed", "true"),
                entry("core.private", "false"),
                entry("core.tracker_usage_statistics", "true"),
                entry("core.announce_policy.interval", "1800"),
                entry("core.announce_policy.interval_min", "600"),
                entry("core.database.driver", "sqlite3"),
                entry("core.database.path", "/var/lib/torrust/tracker/sqlite3.db"),
                entry("udp_trackers[0].bind_address", "0.0.0.0:6969"),
                entry("udp_trackers[0].tracker_usage_statistics", "true"),
                entry("udp_trackers[1].bind_address", "0.0.0.0:6868"),
                entry("udp_trackers[1].tracker_usage_statistics", "true"),
                entry("http_trackers[0].bind_address", "0.0.0.0:7171"),
                entry("http_trackers[0].tracker_usage_statistics", "true"),
                entry("http_trackers[0].network.on_reverse_proxy", "true"),
                entry("http_api.bind_address", "0.0.0.0:1212"),
                entry("health_check_api.bind_address", "0.0.0.0:1313")));
  }

  @Test
  void schema2() {
    assertThat(read(new TrackerConfig(tracker(ALL_SET), ConfigSchema.V2, true, false)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry("metadata.schema_version", "2.0.0"),
                entry("logging.threshold", "warn"),
                entry("core.listed", "true"),
                entry("core.private", "false"),
                entry("core.tracker_usage_statistics", "true"),
                entry("core.announce_policy.interval", "1800"),
                entry("core.announce_policy.interval_min", "600"),
                entry("core.database.driver", "sqlite3"),
                entry("core.database.path", "/var/lib/torrust/tracker/sqlite3.db"),
                entry("core.net.on_reverse_proxy", "true"),
                entry("udp_trackers[0].bind_address", "0.0.0.0:6969"),
                entry("udp_trackers[0].tracker_usage_statistics", "true"),
                entry("udp_trackers[1].bind_address", "0.0.0.0:6868"),
                entry("udp_trackers[1].tracker_usage_statistics", "true"),
                entry("http_trackers[0].bind_address", "0.0.0.0:7171"),
                entry("http_trackers[0].tracker_usage_statistics", "true"),
                entry("http_api.bind_address", "0.0.0.0:1212"),
                entry("health_check_api.bind_address", "0.0.0.0:1313")));
  }

  /** The process ends at once when one of these is missing. */
  @ParameterizedTest
  @EnumSource(ConfigSchema.class)
  void whatTheTrackerDemandsIsThereWhateverIsSet(ConfigSchema schema) {
    for (final String fields : new String[] {"", "private: true", "udp: []\nhttp: []"}) {
      assertThat(read(new TrackerConfig(tracker(fields), schema, false, false)))
          .containsKeys(
              "metadata.schema_version",
              schema == ConfigSchema.V2 ? "logging.threshold" : "logging.trace_filter",
              "core.private",
              "core.listed")
          .as("needed by probes and Prometheus")
          .containsKeys("http_api.bind_address", "health_check_api.bind_address");
    }
  }

  @ParameterizedTest
  @EnumSource(LogLevel.class)
  void logLevelsAreInLowerCase(LogLevel level) {
    final TrackerSpec tracker =
        tracker("logLevel: '" + level.name().toLowerCase(Locale.ROOT) + "'");
    assertThat(
            read(new TrackerConfig(tracker, ConfigSchema.V2, false, false))
                .get("logging.threshold"))
        .isIn("off", "error", "warn", "info", "debug", "trace")
        .isEqualToIgnoringCase(level.name());
  }

  @Test
  void noListenerMeansAnEmptyListAndNotTheDefaultOfTheTracker() {
    for (final ConfigSchema schema : ConfigSchema.values()) {
      assertThat(new TrackerConfig(tracker("udp: []\nhttp: []"), schema, false, false).toToml())
          .contains("udp_trackers = []", "http_trackers = []");
    }
  }

  @Test
  void aListenerOfBothFamiliesHasASocketOfEach() {
    final Map<String, String> keys =
        read(
            new TrackerConfig(
                tracker(
                    "udp: [{name: a, port: 6969, service: {ipFamilyPolicy: RequireDualStack}}]"),
                ConfigSchema.V3,
                true,
                false));
    assertThat(keys)
        .containsEntry("udp_trackers[0].bind_address", "0.0.0.0:6969")
        .containsEntry("udp_trackers[1].bind_address", "[::]:6969")
        .containsEntry("udp_trackers[1].network.ipv6_v6only", "true")
        .doesNotContainKey("udp_trackers[0].network.ipv6_v6only");
  }

  @Test
  void theLeastIntervalFollowsTheInterval() {
    assertThat(
            read(
                new TrackerConfig(
                    tracker("announce: {interval: 60s}"), ConfigSchema.V2, false, false)))
        .containsEntry("core.announce_policy.interval", "60")
        .containsEntry("core.announce_policy.interval_min", "60");
  }

  @Test
  void ipv6OnlyBindsEverythingToIpv6() {
    final Map<String, String> keys =
        read(new TrackerConfig(tracker(ALL_SET), ConfigSchema.V3, true, true));
    assertThat(keys.entrySet())
        .filteredOn(entry -> entry.getKey().endsWith("bind_address"))
        .hasSize(5)
        .allSatisfy(entry -> assertThat(entry.getValue()).startsWith("[::]:"));
  }

  private static TrackerSpec tracker(String fields) {
    return Manifests.stackOf(
            "hostname: demo.test\ntracker:\n  image: torrust/tracker:develop\n" + fields.indent(2))
        .getSpec()
        .tracker();
  }

  private static Map<String, String> read(TrackerConfig config) {
    return FlatToml.read(config.toToml());
  }
}
