package com.torrust.operator.tracker;

import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.status.Problem;
import com.torrust.operator.status.Reason;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The user's own keys of the tracker's configuration, which are merged last over the operator's:
 * objects merge, all else replaces. A key that has a field of its own, or that Services, probes and
 * Prometheus depend on, is refused, in {@code settings} and as a variable.
 */
final class TrackerSettings {

  /** What a variable that overrides a key of the configuration begins with. */
  static final String OVERRIDE = "TORRUST_TRACKER_CONFIG_OVERRIDE_";

  private static final String FIELD = "spec.tracker.settings";
  private static final String TOKENS = "http_api.access_tokens";
  private static final int LONG_BITS = 63;

  /** Keys that are the operator's, of both schemas, and what to use in their place. */
  private static final Map<String, String> TAKEN =
      Map.ofEntries(
          Map.entry("metadata", "use spec.tracker.configSchema"),
          Map.entry("logging.threshold", "use spec.tracker.logLevel"),
          Map.entry("logging.trace_filter", "use spec.tracker.logLevel"),
          Map.entry("core.listed", "use spec.tracker.listed"),
          Map.entry("core.private", "use spec.tracker.private"),
          Map.entry("core.tracker_usage_statistics", "Prometheus and the dashboards need it"),
          Map.entry("core.announce_policy.interval", "use spec.tracker.announce.interval"),
          Map.entry("core.announce_policy.interval_min", "use spec.tracker.announce.minInterval"),
          Map.entry("core.database", "use spec.tracker.database"),
          Map.entry("core.net.on_reverse_proxy", "use spec.tracker.onReverseProxy"),
          Map.entry("udp_trackers", "use spec.tracker.udp"),
          Map.entry("http_trackers", "use spec.tracker.http"),
          Map.entry("http_api.bind_address", "its Service and the probes need it"),
          Map.entry(
              TOKENS,
              "the operator makes the token admin; give further ones to the variables "
                  + OVERRIDE
                  + "HTTP_API__ACCESS_TOKENS__<NAME> in spec.tracker.env, from a Secret"),
          Map.entry("http_api.tsl_config", "use spec.tracker.api.hostname and spec.exposure.tls"),
          Map.entry("http_api.tls_config", "use spec.tracker.api.hostname and spec.exposure.tls"),
          Map.entry("health_check_api", "the probes need it"));

  private TrackerSettings() {}

  /**
   * Returns the configuration with the user's settings merged over it.
   *
   * @throws Problem when a setting or a variable is the operator's, or TOML has no such value
   */
  static Map<String, Object> merged(Map<String, Object> configuration, TrackerSpec tracker) {
    TAKEN.keySet().stream().sorted().forEach(key -> refuseTaken(key, tracker.settings()));
    tracker.env().stream().map(EnvVar::getName).forEach(TrackerSettings::refuseTaken);
    refuseUntold(FIELD, tracker.settings());
    return merged(configuration, tracker.settings());
  }

  private static Map<String, Object> merged(Map<?, ?> base, Map<?, ?> over) {
    final Map<String, Object> result = new LinkedHashMap<>();
    base.forEach((key, value) -> result.put((String) key, value));
    over.forEach(
        (key, value) ->
            result.merge(
                (String) key,
                value,
                (mine, users) ->
                    mine instanceof Map<?, ?> m && users instanceof Map<?, ?> u
                        ? merged(m, u)
                        : users));
    return result;
  }

  private static void refuseTaken(String key, Map<String, Object> settings) {
    Object value = settings;
    final StringBuilder path = new StringBuilder(FIELD);
    for (final String step : key.split("[.]")) {
      if (!(value instanceof Map<?, ?> object)) {
        throw refused(path + " must be an object");
      }
      if (!object.containsKey(step)) {
        return;
      }
      path.append('.').append(step);
      value = object.get(step);
    }
    throw refused(path + " belongs to the operator: " + TAKEN.get(key));
  }

  private static void refuseTaken(String variable) {
    final String name = variable.toUpperCase(Locale.ROOT);
    if (!name.startsWith(OVERRIDE)) {
      return;
    }
    final String key =
        name.substring(OVERRIDE.length()).toLowerCase(Locale.ROOT).replace("__", ".");
    final boolean furtherToken = key.startsWith(TOKENS + ".") && !key.equals(TOKENS + ".admin");
    taken(key)
        .filter(taken -> !furtherToken)
        .ifPresent(
            taken -> {
              throw refused(
                  "the variable "
                      + variable
                      + " in spec.tracker.env belongs to the operator: "
                      + TAKEN.get(taken));
            });
  }

  /** A variable for a whole section reaches what is below it. */
  private static Optional<String> taken(String key) {
    return TAKEN.keySet().stream()
        .sorted()
        .filter(
            taken ->
                key.equals(taken) || key.startsWith(taken + ".") || taken.startsWith(key + "."))
        .findFirst();
  }

  private static void refuseUntold(String path, Object value) {
    if (value == null) {
      throw refused(path + " is null, which TOML does not know");
    }
    if (value instanceof BigInteger number && number.bitLength() > LONG_BITS) {
      throw refused(path + " is larger than the 64 bits of a number in TOML");
    }
    if (value instanceof Map<?, ?> object) {
      object.forEach((key, child) -> refuseUntold(path + "." + key, child));
    }
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        refuseUntold(path + "[" + i + "]", list.get(i));
      }
    }
  }

  private static Problem refused(String observed) {
    return new Problem(Reason.SETTING_REFUSED, observed);
  }
}
