package com.torrust.operator.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.torrust.operator.status.Reason;
import java.io.IOException;
import java.util.Map;

/**
 * Asks a component for its own opinion in JSON.
 *
 * @param path path of the question
 * @param key key of the answer
 * @param good value of the answer when all is well, in whatever case
 */
record HealthCheck(String path, String key, String good) implements Check {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The tracker's API. */
  static final HealthCheck TRACKER_API = new HealthCheck("/api/health_check", "status", "ok");

  /**
   * Grafana.
   *
   * @see <a href="https://grafana.com/docs/grafana/latest/developers/http_api/other/#health-api">
   *     Health API</a>
   */
  static final HealthCheck GRAFANA = new HealthCheck("/api/health", "database", "ok");

  @Override
  public Diagnosis look(Target target, Line line) throws IOException, InterruptedException {
    final String url = Urls.at(target.url(), path, line.connection());
    final Answer answer = line.get(url, Map.of());
    return answer.status() == 200 && opinion(answer).equalsIgnoreCase(good)
        ? new Diagnosis(Reason.ENDPOINT_VERIFIED, "GET " + url + " is answered with 200")
        : Diagnosis.ofAnswer(url, answer);
  }

  private String opinion(Answer answer) {
    try {
      final JsonNode json = MAPPER.readTree(answer.body());
      return json == null ? "" : json.path(key).asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
