package com.torrust.operator.verification;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.status.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What is to be verified of a stack in a test, and what comes of it. */
final class Assignments {

  static final Duration INTERVAL = Duration.ofMinutes(10);

  private Assignments() {}

  /** All endpoints of a name, served as the given hash says; live is the WebSocket. */
  static Assignment of(String exposure, String version, String... endpoints) {
    return new Assignment(
        "torrust",
        Arrays.stream(endpoints).map(Assignments::target).toList(),
        "https://demo.test",
        "demo-grafana-admin",
        null,
        INTERVAL,
        exposure,
        version);
  }

  static Found found(Result... results) {
    return new Found(
        List.of(results),
        Arrays.stream(results).anyMatch(r -> r.reason() == Reason.ADMIN_PASSWORD_DRIFT));
  }

  static Result result(String endpoint, Reason reason) {
    return Result.of(target(endpoint), reason, "seen");
  }

  static Target target(String endpoint) {
    return new Target(
        endpoint,
        endpoint.equals("live") ? EndpointRow.GRAFANA_LIVE : EndpointRow.GRAFANA,
        "https://demo.test/",
        new Connection(Connection.Kind.PUBLIC, "demo.test", 443),
        null,
        null);
  }
}
