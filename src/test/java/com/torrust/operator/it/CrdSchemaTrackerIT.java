package com.torrust.operator.it;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The tracker, but for its listeners, and what all components have: volume and pod. */
@WithOperator
class CrdSchemaTrackerIT extends CrdSchema {

  private static final String SERVER =
      ", host: db.test, name: torrust, credentialsSecret: {name: db}}";

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(
            "a storage class' bad name",
            tracker("storage: {storageClassName: 'a b'}"),
            "spec.tracker.storage.storageClassName in body should match"),
        arguments(
            "a priority class' bad name",
            tracker("pod: {priorityClassName: 'a..b'}"),
            "spec.tracker.pod.priorityClassName in body should match"),
        arguments(
            "digest without schema",
            tracker("image: 'torrust/tracker@sha256:0123'"),
            "set spec.tracker.configSchema to 2.0.0 or 3.0.0"),
        arguments(
            "unknown schema",
            tracker("configSchema: '4.0.0'"),
            "supported values: \"2.0.0\", \"3.0.0\""),
        arguments("empty image", tracker("image: ''"), "at least 1 char"),
        arguments(
            "wiring by env",
            tracker("env: [{name: TORRUST_TRACKER_CONFIG_TOML, value: x}]"),
            "the operator sets this variable itself"),
        arguments(
            "the credentials by env",
            tracker(
                "env: [{name: TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__PASSWORD, value:"
                    + " x}]"),
            "the operator sets this variable itself"),
        arguments("announce", tracker("announce: {interval: often}"), "should match"),
        arguments(
            "least interval above the interval",
            tracker("announce: {interval: 1m, minInterval: 61s}"),
            "announce.minInterval cannot be longer"),
        arguments(
            "least interval above the default",
            tracker("announce: {minInterval: 121s}"),
            "announce.minInterval cannot be longer"),
        arguments(
            "SQLite with a host",
            tracker("database: {host: db.test}"),
            "SQLite is a file on the volume"),
        arguments(
            "SQLite with credentials",
            tracker("database: {driver: SQLite, credentialsSecret: {name: a}}"),
            "SQLite is a file on the volume"),
        arguments(
            "MySQL without credentials",
            tracker("database: {driver: MySQL, host: a, name: b}"),
            "a database server needs database.host"),
        arguments(
            "PostgreSQL without host",
            tracker("database: {driver: PostgreSQL, name: b, credentialsSecret: {name: a}}"),
            "a database server needs database.host"),
        arguments(
            "PostgreSQL with a release",
            tracker("image: 'torrust/tracker:3.0.0', database: {driver: PostgreSQL" + SERVER),
            "tracker releases 3.x know SQLite and MySQL only"),
        arguments(
            "PostgreSQL with a release and a digest",
            tracker(
                "image: 'a.test:5000/tracker:v3@sha256:01', configSchema: '2.0.0', database:"
                    + " {driver: PostgreSQL"
                    + SERVER),
            "tracker releases 3.x know SQLite and MySQL only"),
        arguments(
            "TLS with a release",
            tracker("image: 'torrust/tracker:3.0.0', database: {driver: MySQL, tls: true" + SERVER),
            "can demand TLS from their database"),
        arguments(
            "TLS with schema 3.0.0",
            tracker("database: {driver: MySQL, tls: true" + SERVER),
            "can demand TLS from their database"),
        arguments(
            "a password in the host",
            tracker(
                "database: {driver: MySQL, host: 'a:b@c', name: b, credentialsSecret: {name: a}}"),
            "should match"),
        arguments("no amount", tracker("storage: {size: lots}"), "must be an amount of storage"),
        arguments("no volume", tracker("storage: {size: '0'}"), "must be an amount of storage"),
        arguments(
            "empty storage class", tracker("storage: {storageClassName: ''}"), "at least 1 char"),
        arguments(
            "no quantity",
            tracker("resources: {limits: {memory: much}}"),
            "every amount must be a quantity"),
        arguments(
            "our label",
            tracker("pod: {labels: {torrust.com/stack: x}}"),
            "belong to the operator"));
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments(
            "digest with schema",
            tracker("image: 'torrust/tracker@sha256:0123', configSchema: '2.0.0'")),
        arguments(
            "MySQL with a release",
            tracker("image: 'torrust/tracker:3.0.0', database: {driver: MySQL" + SERVER)),
        arguments("PostgreSQL", tracker("database: {driver: PostgreSQL" + SERVER)),
        arguments(
            "TLS with a later build",
            tracker(
                "image: 'torrust/tracker@sha256:01', configSchema: '2.0.0', database: {driver:"
                    + " PostgreSQL, tls: true"
                    + SERVER)),
        arguments("settings", tracker("settings: {a: [1, {b: null}], c: {d: 0.5}}")),
        arguments("size as a number", tracker("storage: {size: 1073741824}")),
        arguments("size with an exponent", tracker("storage: {size: '5e9'}")));
  }
}
