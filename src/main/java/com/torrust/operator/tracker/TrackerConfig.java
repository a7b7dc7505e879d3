package com.torrust.operator.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.HttpListener;
import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.api.v1alpha1.UdpListener;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The tracker's configuration file, {@code tracker.toml}. It holds no secret: the token of the API
 * comes from the environment.
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

  private static final TomlMapper TOML = new TomlMapper();

  /** Returns the file's text. */
  public String toToml() {
    try {
      return TOML.writeValueAsString(schema == ConfigSchema.V2 ? schema2() : schema3());
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
    root.put("udp_trackers", tracker.udp().stream().map(this::udp).toList());
    root.put("http_trackers", tracker.http().stream().map(this::http).toList());
    putApis(root);
    return root;
  }

  private Map<String, Object> schema3() {
    final Map<String, Object> root = new LinkedHashMap<>();
    root.put("metadata", Map.of("schema_version", "3.0.0"));
    root.put("logging", Map.of("trace_filter", level()));
    root.put("core", core());
    root.put("udp_trackers", tracker.udp().stream().map(this::udp).toList());
    root.put(
        "http_trackers",
        tracker.http().stream()
            .map(this::http)
            .peek(http -> http.put("network", Map.of("on_reverse_proxy", onReverseProxy)))
            .toList());
    putApis(root);
    return root;
  }

  private Map<String, Object> core() {
    final Map<String, Object> database = new LinkedHashMap<>();
    database.put("driver", "sqlite3");
    database.put("path", DATA + "/sqlite3.db");
    final Map<String, Object> core = new LinkedHashMap<>();
    core.put("listed", tracker.listed());
    core.put("private", tracker.privateMode());
    core.put("tracker_usage_statistics", true);
    core.put("database", database);
    return core;
  }

  private Map<String, Object> udp(UdpListener listener) {
    return listener(listener.port());
  }

  private Map<String, Object> http(HttpListener listener) {
    return listener(listener.port());
  }

  private Map<String, Object> listener(int port) {
    final Map<String, Object> listener = new LinkedHashMap<>();
    listener.put("bind_address", address(port));
    listener.put("tracker_usage_statistics", true);
    return listener;
  }

  private void putApis(Map<String, Object> root) {
    root.put("http_api", Map.of("bind_address", address(TrackerPorts.API)));
    root.put("health_check_api", Map.of("bind_address", address(TrackerPorts.HEALTH)));
  }

  private String address(int port) {
    return (ipv6Only ? "[::]:" : "0.0.0.0:") + port;
  }

  private String level() {
    return tracker.logLevel().name().toLowerCase(Locale.ROOT);
  }
}
