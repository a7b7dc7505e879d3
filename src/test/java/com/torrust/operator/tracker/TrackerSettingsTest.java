package com.torrust.operator.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.status.Problem;
import com.torrust.operator.status.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerSettingsTest {

  @Test
  void objectsMergeAndAllElseReplaces() {
    final Map<String, String> keys =
        FlatToml.read(
            toml(
                """
                settings:
                  logging: {trace_style: json}
                  core:
                    announce_policy: {max_peers_per_announce: 50}
                    tracker_policy: {max_peer_timeout: 1800, remove_peerless_torrents: false}
                  http_api: {public_url: 'https://api.test'}
                  further: {list: [1, two, {three: 3}], text: "a'b\\"c\\\\d\\te\\nf\\u0001"}
                """));
    assertThat(keys)
        .containsEntry("logging.trace_style", "json")
        .containsEntry("logging.trace_filter", "info")
        .containsEntry("core.announce_policy.interval", "120")
        .containsEntry("core.announce_policy.max_peers_per_announce", "50")
        .containsEntry("core.tracker_policy.max_peer_timeout", "1800")
        .containsEntry("core.tracker_policy.remove_peerless_torrents", "false")
        .containsEntry("http_api.bind_address", "0.0.0.0:1212")
        .containsEntry("http_api.public_url", "https://api.test")
        .containsEntry("further.list[0]", "1")
        .containsEntry("further.list[2].three", "3")
        .containsEntry("further.text", "a'b\"c\\d\te\nf\u0001");
  }

  @Test
  void numbersAndBooleansKeepTheirType() {
    final Map<String, Boolean> isNumber =
        FlatToml.read(
            toml("settings: {a: 1, b: 1.5, c: 9223372036854775807, d: '1', e: true}"),
            value -> value.isNumber());
    assertThat(isNumber)
        .containsEntry("a", true)
        .containsEntry("b", true)
        .containsEntry("c", true)
        .containsEntry("d", false)
        .containsEntry("e", false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{metadata: {schema_version: '2.0.0'}} | settings.metadata | spec.tracker.configSchema",
        "{logging: {threshold: debug}} | settings.logging.threshold | spec.tracker.logLevel",
        "{logging: {trace_filter: debug}} | settings.logging.trace_filter | spec.tracker.logLevel",
        "{core: {listed: true}} | settings.core.listed | spec.tracker.listed",
        "{core: {private: true}} | settings.core.private | spec.tracker.private",
        "{core: {tracker_usage_statistics: false}} | settings.core.tracker_usage_statistics |"
            + " Prometheus",
        "{core: {announce_policy: {interval: 1}}} | settings.core.announce_policy.interval |"
            + " spec.tracker.announce.interval",
        "{core: {announce_policy: {interval_min: 1}}} |"
            + " settings.core.announce_policy.interval_min | spec.tracker.announce.minInterval",
        "{core: {database: {path: /x}}} | settings.core.database | spec.tracker.database",
        "{core: {database: null}} | settings.core.database | spec.tracker.database",
        "{core: {net: {on_reverse_proxy: true}}} | settings.core.net.on_reverse_proxy |"
            + " spec.tracker.onReverseProxy",
        "{udp_trackers: []} | settings.udp_trackers | spec.tracker.udp",
        "{http_trackers: []} | settings.http_trackers | spec.tracker.http",
        "{http_api: {bind_address: '[::]:1'}} | settings.http_api.bind_address | Service",
        "{http_api: {access_tokens: {me: x}}} | settings.http_api.access_tokens |"
            + " spec.tracker.env",
        "{http_api: {tsl_config: {}}} | settings.http_api.tsl_config | spec.exposure.tls",
        "{http_api: {tls_config: {}}} | settings.http_api.tls_config | spec.exposure.tls",
        "{health_check_api: {}} | settings.health_check_api | probes",
      })
  void whatIsTheOperatorsIsRefusedWithTheFieldToUse(String settings, String key, String instead) {
    assertThatThrownBy(() -> toml("settings: " + settings))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("spec.tracker." + key + " belongs to the operator")
        .hasMessageContaining(instead)
        .extracting(e -> ((Problem) e).reason())
        .isEqualTo(Reason.SETTING_REFUSED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{core: {a: null}} | settings.core.a is null",
        "{core: {a: [1, null]}} | settings.core.a[1] is null",
        "{a: 9223372036854775808} | settings.a is larger",
        "{core: all} | settings.core must be an object",
        "{core: {announce_policy: 1}} | settings.core.announce_policy must be an object",
        "{logging: null} | settings.logging must be an object",
      })
  void whatTheFileCannotSayIsRefused(String settings, String sentence) {
    assertThatThrownBy(() -> toml("settings: " + settings))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("spec.tracker." + sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TORRUST_TRACKER_CONFIG_OVERRIDE_METADATA__SCHEMA_VERSION",
        "TORRUST_TRACKER_CONFIG_OVERRIDE_CORE",
        "TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__HOST",
        "TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__PRIVATE",
        "torrust_tracker_config_override_core__private",
        "TORRUST_TRACKER_CONFIG_OVERRIDE_UDP_TRACKERS",
        "TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__ACCESS_TOKENS",
        "TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__ACCESS_TOKENS__ADMIN",
        "TORRUST_TRACKER_CONFIG_OVERRIDE_HEALTH_CHECK_API__BIND_ADDRESS",
      })
  void aVariableCannotDoWhatASettingMayNot(String variable) {
    assertThatThrownBy(() -> toml("env: [{name: " + variable + ", value: x}]"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the variable " + variable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUST_BACKTRACE",
        "TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__ACCESS_TOKENS__BACKUP",
        "TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__TRACKER_POLICY__MAX_PEER_TIMEOUT",
      })
  void otherVariablesAreTheUsers(String variable) {
    assertThat(toml("env: [{name: " + variable + ", value: x}]")).isEqualTo(toml("env: []"));
  }

  private static String toml(String fields) {
    final TrackerSpec tracker =
        Manifests.stackOf("hostname: demo.test\ntracker:\n" + fields.indent(2)).getSpec().tracker();
    return new TrackerConfig(tracker, ConfigSchema.V3, true, false).toToml();
  }
}
