package com.torrust.operator.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.golden.Manifests;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerDatabaseTest {

  private static final String VARIABLE = "TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__";
  private static final String SERVER =
      "host: db.test, name: torrust, credentialsSecret: {name: db}";

  /** Read back by the JDK's own parser of URLs. */
  @ParameterizedTest
  @ValueSource(
      strings = {"p@ss:w/rd?#%&\"'\\ 12", "12345678", "true", "[a]", "{a=1}", "a+b", "ä€😀", "%41"})
  void schema2HasOneUrlThatAnyPasswordSurvives(String password) {
    final String url =
        database("driver: MySQL, " + SERVER, ConfigSchema.V2)
            .secrets("a:b@c", password)
            .get("path");

    final URI uri = URI.create(url);
    assertThat(uri.getScheme()).isEqualTo("mysql");
    assertThat(uri.getHost()).isEqualTo("db.test");
    assertThat(uri.getPort()).isEqualTo(3306);
    assertThat(uri.getPath()).isEqualTo("/torrust");
    assertThat(uri.getQuery()).isNull();
    assertThat(uri.getFragment()).isNull();
    assertThat(uri.getUserInfo()).isEqualTo("a:b@c:" + password);
  }

  /** A variable in quotes is read as a string of TOML. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "p@ss:w/rd?#%&\"'\\ 12",
        "12345678",
        "true",
        "[a]",
        "{a=1}",
        "'a'",
        "\"a\"",
        " a ",
        "a\tb\nc\u0001\u007f",
        "ä€😀",
        "ä\"ö\\"
      })
  void schema3HasStringsInQuotesThatAnyPasswordSurvives(String password)
      throws JsonProcessingException {
    final Map<String, String> secrets =
        database("driver: MySQL, " + SERVER, ConfigSchema.V3).secrets("7", password);

    assertThat(secrets).containsOnlyKeys("user", "password").containsEntry("user", "\"7\"");
    assertThat(secrets.get("password"))
        .as("figment 0.10 loses characters where more than ASCII stands before an escape")
        .isASCII()
        .startsWith("\"")
        .endsWith("\"");
    assertThat(new TomlMapper().readTree("a = " + secrets.get("password")).get("a").textValue())
        .isEqualTo(password);
  }

  @Test
  void aUrlHasAnIpv6AddressInBrackets() {
    assertThat(
            database(
                    "driver: PostgreSQL, host: '2001:db8::5', port: 6543, name: t, "
                        + "credentialsSecret: {name: db}",
                    ConfigSchema.V2)
                .secrets("u", "p"))
        .containsExactly(Map.entry("path", "postgresql://u:p@[2001:db8::5]:6543/t"));
  }

  @Test
  void tlsIsDemandedInTheWordsOfEachDriver() {
    assertThat(database("driver: MySQL, tls: true, " + SERVER, ConfigSchema.V2).secrets("u", "p"))
        .containsEntry("path", "mysql://u:p@db.test:3306/torrust?ssl-mode=REQUIRED");
    assertThat(
            database("driver: PostgreSQL, tls: true, " + SERVER, ConfigSchema.V2).secrets("u", "p"))
        .containsEntry("path", "postgresql://u:p@db.test:5432/torrust?sslmode=require");
  }

  /** Images of 3.0.0 set the variable of the driver, which wins over the file. */
  @ParameterizedTest
  @EnumSource(ConfigSchema.class)
  void theDriverIsAVariableToo(ConfigSchema schema) {
    assertThat(database("", schema).variables("s"))
        .extracting(EnvVar::getName, EnvVar::getValue)
        .containsExactly(org.assertj.core.api.Assertions.tuple(VARIABLE + "DRIVER", "sqlite3"));
    assertThat(database("driver: MySQL, " + SERVER, schema).variables("s").get(0).getValue())
        .isEqualTo("mysql");
    assertThat(database("driver: PostgreSQL, " + SERVER, schema).variables("s").get(0).getValue())
        .isEqualTo("postgresql");
  }

  @Test
  void everyVariableFromTheSecretHasItsKeyThere() {
    for (final ConfigSchema schema : ConfigSchema.values()) {
      final TrackerDatabase database = database("driver: MySQL, " + SERVER, schema);
      assertThat(database.variables("s").stream().skip(1))
          .allSatisfy(
              variable -> {
                final String key = variable.getValueFrom().getSecretKeyRef().getKey();
                assertThat(database.secrets("u", "p")).containsKey(key);
                assertThat(variable.getName()).isEqualTo(VARIABLE + key.toUpperCase());
              })
          .hasSize(database.secrets("u", "p").size());
    }
  }

  private static TrackerDatabase database(String fields, ConfigSchema schema) {
    return new TrackerDatabase(
        Manifests.stackOf("hostname: demo.test\ntracker: {database: {" + fields + "}}")
            .getSpec()
            .tracker()
            .database(),
        schema);
  }
}
