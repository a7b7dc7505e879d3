package com.torrust.operator.tracker;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.DatabaseDriver;
import com.torrust.operator.golden.GoldenCase;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the configuration of every golden case against the tracker's documentation of its keys:
 * which there are, what values they take, and which are demanded. There is no program that reads
 * schema 3.0.0 to try it on.
 *
 * @see <a href="https://github.com/torrust/torrust-tracker/pull/2103">torrust-tracker 2103</a>
 */
class ConfigurationTablesTest {

  private static final Predicate<JsonNode> BOOLEAN = JsonNode::isBoolean;
  private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
  private static final Predicate<JsonNode> SOCKET =
      text("(\\d+\\.\\d+\\.\\d+\\.\\d+|\\[[0-9a-f:]+]):[1-9]\\d{0,4}");
  private static final Predicate<JsonNode> LEVEL = text("off|error|warn|info|debug|trace");
  private static final Predicate<JsonNode> IP = text("[0-9a-f.:]+");

  /** Schema 3.0.0 knows these keys and denies all others. */
  private static final Map<String, Predicate<JsonNode>> SCHEMA_3 =
      Map.ofEntries(
          entry("metadata.app", text("torrust-tracker")),
          entry("metadata.purpose", text("configuration")),
          entry("metadata.schema_version", text("3\\.0\\.0")),
          entry("logging.trace_filter", LEVEL),
          entry("logging.trace_style", text("full|pretty|compact|json")),
          entry("core.listed", BOOLEAN),
          entry("core.private", BOOLEAN),
          entry("core.tracker_usage_statistics", BOOLEAN),
          entry("core.inactive_peer_cleanup_interval", atLeast(0)),
          entry("core.private_mode.check_keys_expiration", BOOLEAN),
          entry("core.announce_policy.interval", atLeast(1)),
          entry("core.announce_policy.interval_min", atLeast(1)),
          entry("core.announce_policy.max_peers_per_announce", atLeast(1)),
          entry("core.tracker_policy.max_peer_timeout", atLeast(0)),
          entry("core.tracker_policy.persistent_torrent_completed_stat", BOOLEAN),
          entry("core.tracker_policy.remove_peerless_torrents", BOOLEAN),
          entry("core.database.driver", text("sqlite3|mysql|postgresql")),
          entry("core.database.path", TEXT),
          entry("core.database.host", TEXT),
          entry("core.database.port", port()),
          entry("core.database.database", TEXT),
          entry("udp_tracker_server.connection_id_validation", text("strict|disabled")),
          entry("udp_tracker_server.ip_bans_reset_interval_in_secs", atLeast(3600)),
          entry("udp_tracker_server.max_connection_id_errors_per_ip", atLeast(0)),
          entry("udp_trackers[].bind_address", SOCKET),
          entry("udp_trackers[].cookie_lifetime", TEXT),
          entry("udp_trackers[].tracker_usage_statistics", BOOLEAN),
          entry("udp_trackers[].public_url", text("udp://.+")),
          entry("udp_trackers[].network.external_ip", IP),
          entry("udp_trackers[].network.ipv6_v6only", BOOLEAN),
          entry("http_trackers[].bind_address", SOCKET),
          entry("http_trackers[].tracker_usage_statistics", BOOLEAN),
          entry("http_trackers[].public_url", text("https?://.+")),
          entry("http_trackers[].use_ip_from_query_string", BOOLEAN),
          entry("http_trackers[].network.external_ip", IP),
          entry("http_trackers[].network.on_reverse_proxy", BOOLEAN),
          entry("http_trackers[].network.ipv6_v6only", BOOLEAN),
          entry("http_api.bind_address", SOCKET),
          entry("http_api.public_url", text("https?://.+")),
          entry("health_check_api.bind_address", SOCKET));

  /** Schema 2.0.0, read by releases 3.x and by builds of develop up to August 2026. */
  private static final Map<String, Predicate<JsonNode>> SCHEMA_2 =
      Map.ofEntries(
          entry("metadata.app", text("torrust-tracker")),
          entry("metadata.purpose", text("configuration")),
          entry("metadata.schema_version", text("2\\.0\\.0")),
          entry("logging.threshold", LEVEL),
          entry("core.listed", BOOLEAN),
          entry("core.private", BOOLEAN),
          entry("core.tracker_usage_statistics", BOOLEAN),
          entry("core.inactive_peer_cleanup_interval", atLeast(0)),
          entry("core.private_mode.check_keys_expiration", BOOLEAN),
          entry("core.announce_policy.interval", atLeast(1)),
          entry("core.announce_policy.interval_min", atLeast(1)),
          entry("core.tracker_policy.max_peer_timeout", atLeast(0)),
          entry("core.tracker_policy.persistent_torrent_completed_stat", BOOLEAN),
          entry("core.tracker_policy.remove_peerless_torrents", BOOLEAN),
          entry("core.database.driver", text("sqlite3|mysql|postgresql")),
          entry("core.database.path", TEXT),
          entry("core.net.external_ip", IP),
          entry("core.net.on_reverse_proxy", BOOLEAN),
          entry("udp_trackers[].bind_address", SOCKET),
          entry("udp_trackers[].tracker_usage_statistics", BOOLEAN),
          entry("http_trackers[].bind_address", SOCKET),
          entry("http_trackers[].tracker_usage_statistics", BOOLEAN),
          entry("http_api.bind_address", SOCKET),
          entry("health_check_api.bind_address", SOCKET));

  @ParameterizedTest
  @MethodSource("com.torrust.operator.golden.GoldenCase#all")
  void everyKeyIsKnownAndHasAValueOfItsKind(GoldenCase golden) {
    final boolean second = schema(golden) == ConfigSchema.V2;
    final Map<String, Predicate<JsonNode>> table = second ? SCHEMA_2 : SCHEMA_3;
    final Map<String, JsonNode> keys = keys(golden);
    keys.forEach(
        (key, value) -> {
          final String known = key.replaceAll("\\[\\d+]", "[]");
          assertThat(table).as(key).containsKey(known);
          assertThat(table.get(known)).as(key).accepts(value);
        });
    assertThat(keys)
        .as("demanded, or needed by probes and Prometheus")
        .containsKeys(
            "metadata.schema_version",
            second ? "logging.threshold" : "logging.trace_filter",
            "core.listed",
            "core.private",
            "core.database.driver",
            "http_api.bind_address",
            "health_check_api.bind_address");
    assertThat(keys.get("core.tracker_usage_statistics").booleanValue()).isTrue();
    keys.entrySet().stream()
        .filter(key -> key.getKey().matches("(udp|http)_trackers.*\\.bind_address"))
        .map(key -> key.getKey().replace("bind_address", "tracker_usage_statistics"))
        .forEach(statistics -> assertThat(keys.get(statistics).booleanValue()).isTrue());
  }

  /** The path is SQLite's in schema 3.0.0; a server's address stands in the file only there. */
  @ParameterizedTest
  @MethodSource("com.torrust.operator.golden.GoldenCase#all")
  void theDatabaseHasTheKeysOfItsDriver(GoldenCase golden) {
    final Stream<String> given =
        keys(golden).keySet().stream().filter(key -> key.startsWith("core.database."));
    final boolean external = driver(golden) != DatabaseDriver.SQLITE;
    final List<String> wanted =
        !external
            ? List.of("core.database.driver", "core.database.path")
            : schema(golden) == ConfigSchema.V2
                ? List.of("core.database.driver")
                : List.of(
                    "core.database.database",
                    "core.database.driver",
                    "core.database.host",
                    "core.database.port");
    assertThat(given).containsExactlyElementsOf(wanted);
  }

  /** A section of private mode without private mode ends the tracker. */
  @ParameterizedTest
  @MethodSource("com.torrust.operator.golden.GoldenCase#all")
  void keysOfPrivateModeStandInPrivateTrackersOnly(GoldenCase golden) {
    final Map<String, JsonNode> keys = keys(golden);
    if (!keys.get("core.private").booleanValue()) {
      assertThat(keys.keySet()).noneMatch(key -> key.startsWith("core.private_mode"));
    }
  }

  @Test
  void theCasesCoverBothSchemasAndEveryDriver() {
    assertThat(GoldenCase.all().stream().map(ConfigurationTablesTest::schema))
        .contains(ConfigSchema.values());
    assertThat(GoldenCase.all().stream().map(ConfigurationTablesTest::driver))
        .contains(DatabaseDriver.values());
  }

  private static Map<String, JsonNode> keys(GoldenCase golden) {
    return FlatToml.read(
        new TrackerConfigMap().desired(golden.inputs()).getData().get("tracker.toml"),
        value -> value);
  }

  private static ConfigSchema schema(GoldenCase golden) {
    return TrackerSchema.of(golden.stack().getSpec().tracker()).orElseThrow();
  }

  private static DatabaseDriver driver(GoldenCase golden) {
    return golden.stack().getSpec().tracker().database().driver();
  }

  private static Predicate<JsonNode> text(String pattern) {
    final Predicate<String> matches = Pattern.compile(pattern).asMatchPredicate();
    return value -> value.isTextual() && matches.test(value.textValue());
  }

  private static Predicate<JsonNode> atLeast(long least) {
    return value -> value.isIntegralNumber() && value.longValue() >= least;
  }

  private static Predicate<JsonNode> port() {
    return value -> value.isIntegralNumber() && value.longValue() > 0 && value.longValue() < 65536;
  }
}
