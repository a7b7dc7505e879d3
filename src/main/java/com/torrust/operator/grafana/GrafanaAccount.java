package com.torrust.operator.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.torrust.operator.verification.Connection;
import com.torrust.operator.verification.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The account of the administrator in a running Grafana, asked past every proxy. Redirects are not
 * followed. What runs in the pod is the user's choice, so no answer is waited for or kept beyond a
 * limit.
 *
 * <p>Each change needs the login that is valid now. Grafana refuses everybody for a while who names
 * a user with a wrong password five times in five minutes; one call here does so at most twice for
 * one name.
 *
 * @param client HTTP client
 * @see <a href="https://grafana.com/docs/grafana/latest/developers/http_api/user/">User API</a>
 */
public record GrafanaAccount(HttpClient client) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST_BODY = 64 * 1024;
  private static final int LONGEST_ANSWER = 200;
  private static final String USER = "/api/user";
  private static final String PASSWORD = "/api/user/password";

  /** What came of a call. */
  public enum Result {
    /** Grafana has the wanted login. */
    DONE,
    /** Grafana takes none of the logins that are known. */
    REFUSED,
    /** Grafana took a login and did not take the change. */
    REJECTED,
    /** No answer came, or none of Grafana's. */
    NO_ANSWER
  }

  /**
   * What came of a call, and in which words.
   *
   * @param result what came of it
   * @param observed what Grafana said, empty when it is done
   */
  public record Outcome(Result result, String observed) {

    private static final Outcome DONE = new Outcome(Result.DONE, "");
  }

  /**
   * What Grafana answered.
   *
   * @param status status code of HTTP
   * @param body the beginning of the body
   */
  private record Answer(int status, String body) {}

  /** Creates the account with a client of its own. */
  public static GrafanaAccount create() {
    return new GrafanaAccount(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build());
  }

  /** Asks whether Grafana takes a login. */
  public Outcome check(Connection pod, Credentials wanted) {
    try {
      return outcome(send(request(pod, USER, wanted).GET()), wanted, wanted);
    } catch (IOException e) {
      return noAnswer(pod);
    }
  }

  /**
   * Gives Grafana another password and, if it differs, another name.
   *
   * <p>An earlier call may have ended half way, so that Grafana already has the new password under
   * the former name, or both.
   *
   * @param pod Grafana's port of its pod
   * @param former the login that Grafana had last
   * @param wanted the login that it is to have
   */
  public Outcome change(Connection pod, Credentials former, Credentials wanted) {
    final Credentials halfway = new Credentials(former.name(), wanted.password());
    try {
      if (!former.equals(halfway)) {
        final Answer answer =
            send(
                request(pod, PASSWORD, former)
                    .PUT(
                        json(
                            Map.of(
                                "oldPassword",
                                former.password(),
                                "newPassword",
                                wanted.password()))));
        if (answer.status() == 401) {
          return resume(pod, halfway, wanted);
        }
        if (answer.status() != 200) {
          return outcome(answer, former, wanted);
        }
      }
      return halfway.equals(wanted) ? Outcome.DONE : rename(pod, halfway, wanted);
    } catch (IOException e) {
      return noAnswer(pod);
    }
  }

  private Outcome resume(Connection pod, Credentials halfway, Credentials wanted)
      throws IOException {
    final Outcome whole = check(pod, wanted);
    return whole.result() == Result.REFUSED && !halfway.equals(wanted)
        ? rename(pod, halfway, wanted)
        : whole;
  }

  private Outcome rename(Connection pod, Credentials present, Credentials wanted)
      throws IOException {
    final Answer answer =
        send(request(pod, USER, present).PUT(json(Map.of("login", wanted.name()))));
    return answer.status() == 401 ? check(pod, wanted) : outcome(answer, present, wanted);
  }

  private static Outcome outcome(Answer answer, Credentials sent, Credentials wanted) {
    final int status = answer.status();
    if (status == 200) {
      return Outcome.DONE;
    }
    if (status == 401) {
      return new Outcome(Result.REFUSED, "Grafana refuses the login");
    }
    final String message = sent.hiddenIn(wanted.hiddenIn(message(answer.body())));
    final String words =
        message.isEmpty()
            ? ""
            : ": " + message.substring(0, Math.min(LONGEST_ANSWER, message.length()));
    return new Outcome(
        status / 100 == 4 ? Result.REJECTED : Result.NO_ANSWER,
        "Grafana answers with " + status + words);
  }

  private static Outcome noAnswer(Connection pod) {
    return new Outcome(Result.NO_ANSWER, "Grafana's pod at " + pod + " gives no answer");
  }

  private static String message(String body) {
    try {
      final JsonNode json = MAPPER.readTree(body);
      return json == null ? "" : json.path("message").asText().replaceAll("[^\\x20-\\x7e]", "");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /** Keeps the time itself: a timeout of the JDK's request ends with the headers of the answer. */
  private Answer send(HttpRequest.Builder request) throws IOException {
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    final CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(
            request.build(),
            BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> keep(bytes, body))));
    try {
      final int status = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return new Answer(status, body.toString(StandardCharsets.UTF_8));
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      answer.cancel(true);
    }
  }

  private static void keep(byte[] part, ByteArrayOutputStream body) {
    body.write(part, 0, Math.min(part.length, LONGEST_BODY - body.size()));
  }

  private static HttpRequest.Builder request(Connection pod, String path, Credentials login) {
    return HttpRequest.newBuilder(URI.create("http://" + pod + path))
        .setHeader("Authorization", login.header())
        .setHeader("Content-Type", "application/json");
  }

  private static BodyPublisher json(Map<String, String> body) {
    return BodyPublishers.ofString(MAPPER.valueToTree(body).toString());
  }
}
