package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * The database of the tracker.
 *
 * @param driver SQLite, MySQL or PostgreSQL. Default: SQLite, on the volume.
 * @param host host name or IP address of the server
 * @param port port of the server. Default: 3306 or 5432.
 * @param name name of the database, which exists and belongs to the user
 * @param credentialsSecret Secret with the keys username and password
 * @param tls demand TLS from the server. Default: false.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "(has(self.driver) && self.driver != 'SQLite') || !(has(self.host) || has(self.port) ||"
            + " has(self.name) || has(self.credentialsSecret) || has(self.tls))",
    message =
        "SQLite is a file on the volume and has no host, port, name, credentialsSecret or tls:"
            + " remove them, or set database.driver to MySQL or PostgreSQL")
@ValidationRule(
    value =
        "!has(self.driver) || self.driver == 'SQLite' || (has(self.host) && has(self.name) &&"
            + " has(self.credentialsSecret))",
    message =
        "a database server needs database.host, database.name and database.credentialsSecret.name")
public record DatabaseSpec(
    @JsonPropertyDescription(
            "SQLite, MySQL or PostgreSQL; releases 3.x know no PostgreSQL. Default: SQLite, on the"
                + " volume.")
        DatabaseDriver driver,
    @Size(min = 1, max = 253)
        @Pattern("^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9a-fA-F:.]+)$")
        @JsonPropertyDescription("Host name or IP address of the server.")
        String host,
    @Min(1)
        @Max(65535)
        @JsonPropertyDescription("Port of the server. Default: 3306 for MySQL, else 5432.")
        Integer port,
    @Size(min = 1, max = 64)
        @Pattern("^[A-Za-z0-9_$-]+$")
        @JsonPropertyDescription("Name of the database; it must exist.")
        String name,
    @JsonPropertyDescription(
            "Secret with the keys username and password, as of type kubernetes.io/basic-auth. A"
                + " changed one restarts the tracker.")
        SecretRef credentialsSecret,
    @JsonPropertyDescription(
            "Demand TLS from the server, without checking its certificate. Only trackers newer than"
                + " 3.x that read schema 2.0.0 can. Default: false.")
        Boolean tls) {

  static final DatabaseSpec DEFAULT = new DatabaseSpec(null, null, null, null, null, null);

  private static final int MYSQL_PORT = 3306;
  private static final int POSTGRESQL_PORT = 5432;

  /** Fills in the default of what is absent. */
  public DatabaseSpec {
    driver = driver == null ? DatabaseDriver.SQLITE : driver;
    tls = tls != null && tls;
    port = port == null ? defaultPort(driver) : port;
  }

  /** Returns whether it is a server of the user's and not a file on the tracker's volume. */
  public boolean external() {
    return driver != DatabaseDriver.SQLITE;
  }

  private static Integer defaultPort(DatabaseDriver driver) {
    return switch (driver) {
      case SQLITE -> null;
      case MYSQL -> MYSQL_PORT;
      case POSTGRESQL -> POSTGRESQL_PORT;
    };
  }
}
