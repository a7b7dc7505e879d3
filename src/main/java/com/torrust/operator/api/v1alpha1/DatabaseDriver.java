package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What keeps the tracker's keys, whitelist and counters. */
public enum DatabaseDriver {
  /** A file on the tracker's volume. */
  @JsonProperty("SQLite")
  SQLITE,
  /** A MySQL or MariaDB server of the user's. */
  @JsonProperty("MySQL")
  MYSQL,
  /** A PostgreSQL server of the user's. */
  @JsonProperty("PostgreSQL")
  POSTGRESQL
}
