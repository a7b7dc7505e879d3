package com.torrust.operator.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.DatabaseDriver;
import com.torrust.operator.api.v1alpha1.DatabaseSpec;
import com.torrust.operator.kube.Containers;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the tracker is told where its database is. What is no secret stands in its file; user and
 * password come from a Secret as variables, which win over the file.
 *
 * <p>Schema 2.0.0 wants one URL, with user and password percent-encoded (RFC 3986, section 2.1).
 * Schema 3.0.0 wants them apart; but the tracker takes a variable such as {@code 123} or {@code
 * [a]} for a number or a list, unless it stands in quotes.
 *
 * @param database the user's settings
 * @param schema schema of the tracker's configuration
 * @see <a href="https://docs.rs/figment/latest/figment/providers/struct.Env.html">How figment reads
 *     variables</a>
 */
record TrackerDatabase(DatabaseSpec database, ConfigSchema schema) {

  private static final String VARIABLE = TrackerSettings.OVERRIDE + "CORE__DATABASE__";
  private static final JsonMapper JSON = new JsonMapper();
  private static final int DEL = 0x7f;

  /** Returns the section {@code core.database} of the configuration file. */
  Map<String, Object> section() {
    final Map<String, Object> section = new LinkedHashMap<>();
    section.put("driver", driver());
    if (!database.external()) {
      section.put("path", TrackerConfig.DATA + "/sqlite3.db");
    } else if (schema == ConfigSchema.V3) {
      section.put("host", database.host());
      section.put("port", database.port());
      section.put("database", database.name());
    }
    return section;
  }

  /**
   * Returns the variables of the container.
   *
   * @param secret name of the Secret with what {@link #secrets} tells
   */
  List<EnvVar> variables(String secret) {
    // Images of 3.0.0 set the driver themselves, and a variable wins over the file.
    final EnvVar driver = Containers.env(VARIABLE + "DRIVER", driver());
    return Stream.concat(
            Stream.of(driver),
            keys().stream()
                .map(
                    key ->
                        Containers.envFromSecret(
                            VARIABLE + key.toUpperCase(Locale.ROOT), secret, key)))
        .toList();
  }

  /** Returns what the variables are to be, by the key in their Secret, for these credentials. */
  Map<String, String> secrets(String username, String password) {
    if (!database.external()) {
      return Map.of();
    }
    return new TreeMap<>(
        schema == ConfigSchema.V2
            ? Map.of("path", url(username, password))
            : Map.of("user", quoted(username), "password", quoted(password)));
  }

  private List<String> keys() {
    if (!database.external()) {
      return List.of();
    }
    return schema == ConfigSchema.V2 ? List.of("path") : List.of("user", "password");
  }

  private String driver() {
    return switch (database.driver()) {
      case SQLITE -> "sqlite3";
      case MYSQL -> "mysql";
      case POSTGRESQL -> "postgresql";
    };
  }

  private String url(String username, String password) {
    final String host =
        database.host().contains(":") ? "[" + database.host() + "]" : database.host();
    return "%s://%s:%s@%s:%d/%s%s"
        .formatted(
            driver(),
            encoded(username),
            encoded(password),
            host,
            database.port(),
            database.name(),
            database.tls() ? demandTls() : "");
  }

  private String demandTls() {
    return database.driver() == DatabaseDriver.MYSQL ? "?ssl-mode=REQUIRED" : "?sslmode=require";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * A string in JSON is one in TOML too, but for DEL, which JSON leaves as it is. All beyond ASCII
   * is escaped: before the first escape, figment 0.10 takes a number of characters for one of
   * bytes, and panics or loses some.
   */
  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text)
          .codePoints()
          .mapToObj(c -> c < DEL ? Character.toString(c) : "\\U%08x".formatted(c))
          .collect(Collectors.joining());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings always render", e);
    }
  }
}
