package com.torrust.operator.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.api.v1alpha1.UdpListener;
import com.torrust.operator.kube.Durations;
import com.torrust.operator.status.Problem;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The tracker's configuration file, {@code tracker.toml}. It holds no secret of the operator's: the
 * token of the API and the credentials of the database come from the environment.
 *
 * @param tracker the user's settings
 * @param schema schema to write
 * @param onReverseProxy whether peers come through a proxy that names them in {@code
 *     X-Forwarded-For}
 * @param ipv6Only whether listeners bind IPv6; otherwise they bind IPv4, since the tracker answers
 *     IPv4 peers wrongly on a socket of both families
 */
public record TrackerConfig(
    TrackerSpec tracker, ConfigSchema schema, boolean onReverseProxy, boolean ipv6Only) {

  /** Where the volume is mounted; the tracker keeps nothing else. */
  static final String DATA = "/var/lib/torrust/tracker";

  private static final String IPV4 = "0.0.0.0:";
  private static final String IPV6 = "[::]:";
  private static final TomlMapper TOML = new TomlMapper();

  /**
   * Returns the file's text.
   *
   * @throws Problem when a setting of the user's is refused
   */
  public String toToml() {
    try {
      return TOML.writeValueAsString(
          TrackerSettings.merged(schema == ConfigSchema.V2 ? schema2() : schema3(), tracker));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings, numbers and booleans always render", e);
    }
  }

  private Map<String, Object> schema2() {
    final Map<String, Object> core = core();
    core.put("net", Map.of("on_reverse_proxy", onReverseProxy));
    final Map<String, Object> root = new LinkedHashMap<>();
    root.put("metadata", Map.of("schema_version", "2.0.0"));
    root.put("logging", Map.of("threshold", level()));
    root.put("core", core);
    root.put(
        "udp_trackers", tracker.udp().stream().map(udp -> listener(address(udp.port()))).toList());
    root.put(
        "http_trackers",
        tracker.http().stream().map(http -> listener(address(http.port()))).toList());
    putApis(root);
    return root;
  }

  private Map<String, Object> schema3() {
    final Map<String, Object> root = new LinkedHashMap<>();
    root.put("metadata", Map.of("schema_version", "3.0.0"));
    root.put("logging", Map.of("trace_filter", level()));
    root.put("core", core());
    root.put("udp_trackers", tracker.udp().stream().flatMap(this::sockets).toList());
    root.put(
        "http_trackers",
        tracker.http().stream()
            .map(http -> listener(address(http.port()), Map.of("on_reverse_proxy", onReverseProxy)))
            .toList());
    putApis(root);
    return root;
  }

  private Map<String, Object> core() {
    final Map<String, Object> core = new LinkedHashMap<>();
    core.put("listed", tracker.listed());
    core.put("private", tracker.privateMode());
    core.put("tracker_usage_statistics", true);
    core.put("announce_policy", announcePolicy());
    core.put("database", new TrackerDatabase(tracker.database(), schema).section());
    return core;
  }

  private Map<String, Object> announcePolicy() {
    final Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("interval", seconds(tracker.announce().interval()));
    policy.put("interval_min", seconds(tracker.announce().minInterval()));
    return policy;
  }

  /** One socket, or one per IP family: only then does the tracker tell their peers apart. */
  private Stream<Map<String, Object>> sockets(UdpListener udp) {
    return udp.dualStack()
        ? Stream.of(
            listener(IPV4 + udp.port()), listener(IPV6 + udp.port(), Map.of("ipv6_v6only", true)))
        : Stream.of(listener(address(udp.port())));
  }

  private static Map<String, Object> listener(String address) {
    final Map<String, Object> listener = new LinkedHashMap<>();
    listener.put("bind_address", address);
    listener.put("tracker_usage_statistics", true);
    return listener;
  }

  private static Map<String, Object> listener(String address, Map<String, Object> network) {
    final Map<String, Object> listener = listener(address);
    listener.put("network", network);
    return listener;
  }

  private void putApis(Map<String, Object> root) {
    root.put("http_api", Map.of("bind_address", address(TrackerPorts.API)));
    root.put("health_check_api", Map.of("bind_address", address(TrackerPorts.HEALTH)));
  }

  private String address(int port) {
    return (ipv6Only ? IPV6 : IPV4) + port;
  }

  private static long seconds(String duration) {
    return Durations.parse(duration).toSeconds();
  }

  private String level() {
    return tracker.logLevel().name().toLowerCase(Locale.ROOT);
  }
}
