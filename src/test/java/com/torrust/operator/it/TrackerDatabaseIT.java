package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.container.ContainerProcess;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.ingress.PodNetwork;
import com.torrust.operator.tracker.TrackerConfigMap;
import com.torrust.operator.tracker.TrackerDatabaseSecret;
import com.torrust.operator.tracker.TrackerDeployment;
import com.torrust.operator.tracker.TrackerTokenSecret;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real tracker 3.0.0 against a real MariaDB, with the file, command, environment and Secret
 * that the operator renders. It knows no PostgreSQL.
 */
class TrackerDatabaseIT {

  private static final String ADDRESS = "198.18.254.3";
  private static final String TOKEN = "Secret0Token";
  private static final String TORRENT = "0123456789abcdef0123456789abcdef01234567";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** A user of each kind of trouble: for URLs and shells, and for readers that guess types. */
  private static final Map<String, String> PASSWORDS =
      Map.of("special", "p@ss:w/rd?#%&\"'\\ 12", "digits", "1234567890", "truth", "true");

  private static PodNetwork network;
  private static MariaDb database;

  @BeforeAll
  static void start() {
    final Optional<String> missing =
        Stream.of(TrackerImage.unavailable(), PodNetwork.unavailable(), MariaDb.unavailable())
            .flatMap(Optional::stream)
            .findFirst();
    assumeTrue(missing.isEmpty(), () -> "no tracker on MariaDB here: " + missing.get());
    network = PodNetwork.of(ADDRESS);
    database = MariaDb.start(network, PASSWORDS);
  }

  @AfterAll
  static void stop() {
    if (database != null) {
      database.close();
    }
    if (network != null) {
      network.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"special", "digits", "truth"})
  void storesInTheServerWhateverThePassword(String user) throws Exception {
    final Inputs inputs = inputs(user);
    try (ContainerProcess tracker = tracker(inputs, PASSWORDS.get(user))) {
      tracker.awaitProbe(
          template(inputs).getSpec().getContainers().get(0).getReadinessProbe(), LIMIT);

      assertThat(post("/api/v1/whitelist/" + TORRENT).statusCode()).isEqualTo(200);

      assertThat(database.query("select info_hash from " + user + ".whitelist")).contains(TORRENT);
      assertThat(post("/api/v1/key/3600").body()).contains("\"key\"");
      assertThat(database.query("select count(*) from " + user + ".`keys`").strip()).isEqualTo("1");
      assertThat(tracker.log())
          .doesNotContain(PASSWORDS.get("special"), "p%40ss", PASSWORDS.get("digits"));
      assertThat(tracker.stop()).isLessThan(Duration.ofSeconds(10));
    }
  }

  /** What the encoding is there for: the tracker would not start on the password as it is. */
  @Test
  void aWrongPasswordKeepsItFromStarting() {
    final Inputs inputs = inputs("special");
    try (ContainerProcess tracker = tracker(inputs, "p%40ss")) {
      assertThatThrownBy(
              () ->
                  tracker.awaitProbe(
                      template(inputs).getSpec().getContainers().get(0).getReadinessProbe(), LIMIT))
          .isInstanceOf(AssertionError.class);
    }
  }

  private static ContainerProcess tracker(Inputs inputs, String password) {
    return TrackerImage.container(template(inputs))
        .network(network.namespace(), ADDRESS)
        .configMap(new TrackerConfigMap().desired(inputs))
        .secret(TrackerTokenSecret.desired(inputs.stack(), TOKEN))
        .secret(
            TrackerDatabaseSecret.desired(
                inputs.stack(),
                ConfigSchema.V2,
                inputs.spec().tracker().database().name(),
                password))
        .start();
  }

  private static PodTemplateSpec template(Inputs inputs) {
    return new TrackerDeployment().desired(inputs).getSpec().getTemplate();
  }

  private static Inputs inputs(String user) {
    final String spec =
        """
        hostname: tracker.example.test
        exposure: {tls: {issuerRef: {name: ca}}}
        tracker:
          image: torrust/tracker:3.0.0
          private: true
          listed: true
          database:
            driver: MySQL
            host: 127.0.0.1
            port: %d
            name: %s
            credentialsSecret: {name: database}
        """;
    return Rendering.inputs(Manifests.stackOf(spec.formatted(MariaDb.PORT, user)));
  }

  private static HttpResponse<String> post(String path) throws IOException, InterruptedException {
    final URI uri = URI.create("http://" + ADDRESS + ":1212" + path + "?token=" + TOKEN);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
