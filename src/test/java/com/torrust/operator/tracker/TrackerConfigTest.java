package com.torrust.operator.tracker;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.LogLevel;
import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.golden.Manifests;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
      udp: [{name: a, port: 6969}, {name: b, port: 6868}]
      http: [{name: http, port: 7171}]
      """;

  /**
   * What schema 3.0.0 knows; it refuses any other key.
   *
   * @see <a href="https://github.com/torrust/torrust-tracker/pull/2103">torrust-tracker 2103</a>
   */
  private static final Pattern KNOWN_TO_SCHEMA_3 =
      Pattern.compile(
          String.join(
              "|",
              "metadata\\.(app|purpose|schema_version)",
              "logging\\.(trace_filter|trace_style)",
              "core\\.(listed|private|tracker_usage_statistics|inactive_peer_cleanup_interval)",
              "core\\.private_mode\\.check_keys_expiration",
              "core\\.announce_policy\\.(interval|interval_min|max_peers_per_announce)",
              "core\\.tracker_policy\\."
                  + "(max_peer_timeout|persistent_torrent_completed_stat|remove_peerless_torrents)",
              "core\\.database\\.(driver|path)",
              "udp_trackers\\[\\d+]\\.(bind_address|cookie_lifetime|tracker_usage_statistics|public_url)",
              "udp_trackers\\[\\d+]\\.network\\.(external_ip|ipv6_v6only)",
              "http_trackers\\[\\d+]\\."
                  + "(bind_address|tracker_usage_statistics|public_url|use_ip_from_query_string)",
              "http_trackers\\[\\d+]\\.network\\.(external_ip|on_reverse_proxy|ipv6_v6only)",
              "http_api\\.(bind_address|public_url)",
              "health_check_api\\.bind_address"));

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

  @Test
  void schema3KnowsEveryKeyThatIsWritten() {
    Stream.of("", "private: true", "listed: true", "udp: []", "http: []", ALL_SET)
        .flatMap(
            fields ->
                Stream.of(true, false)
                    .map(flag -> new TrackerConfig(tracker(fields), ConfigSchema.V3, flag, flag)))
        .forEach(
            config ->
                assertThat(read(config).keySet()).allMatch(KNOWN_TO_SCHEMA_3.asMatchPredicate()));
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
    final Map<String, String> keys = new TreeMap<>();
    try {
      flatten("", new TomlMapper().readTree(config.toToml()), keys);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no TOML: " + config.toToml(), e);
    }
    return keys;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> keys) {
    if (node.isValueNode()) {
      keys.put(path, node.asText());
    }
    node.properties()
        .forEach(
            field ->
                flatten(
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue(),
                    keys));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "[" + i + "]", node.get(i), keys);
      }
    }
  }
}
