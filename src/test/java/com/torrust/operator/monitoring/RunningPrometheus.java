package com.torrust.operator.monitoring;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.container.ContainerProcess;
import com.torrust.operator.ingress.PodNetwork;
import com.torrust.operator.kube.Component;
import com.torrust.operator.prometheus.PrometheusConfigMap;
import com.torrust.operator.prometheus.PrometheusDeployment;
import com.torrust.operator.prometheus.PrometheusService;
import com.torrust.operator.tracker.TrackerPorts;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The real Prometheus, with the very arguments and files that the operator renders for a stack, in
 * a network namespace of its own. The names of the stack's other Services lead to this JVM, which
 * {@linkplain #tracker answers for the tracker}.
 */
public final class RunningPrometheus implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PodNetwork network;
  private final ContainerProcess container;
  private final String address;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private RunningPrometheus(PodNetwork network, ContainerProcess container, String address) {
    this.network = network;
    this.container = container;
    this.address = address;
  }

  /** Skips the test where it can't run, and says why and what to do about it. */
  static void assumePossible() {
    final Optional<String> missing =
        ContainerProcess.unavailable().or(PodNetwork::unavailable).or(PrometheusImage::missing);
    assumeTrue(missing.isEmpty(), () -> "Prometheus is not run here: " + missing.get());
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param inputs of the stack; its ConfigMap and Deployment are rendered from it
   * @param secrets those that its pod mounts
   */
  public static RunningPrometheus start(Inputs inputs, List<Secret> secrets) {
    // Far from those that simulated pods get, and unlikely to be another test's.
    final String address = "198.18.255." + ThreadLocalRandom.current().nextInt(1, 200);
    final PodNetwork network = PodNetwork.of(address);
    try {
      final PodTemplateSpec template =
          new PrometheusDeployment().desired(inputs).getSpec().getTemplate();
      final ContainerProcess.Builder builder =
          PrometheusImage.container(template)
              .configMap(new PrometheusConfigMap().desired(inputs))
              .network(network.namespace(), address);
      secrets.forEach(builder::secret);
      List.of(Component.TRACKER, Component.GRAFANA)
          .forEach(other -> builder.host(inputs.names().of(other), network.machine()));
      return new RunningPrometheus(network, builder.start(), address).ready(startup(template));
    } catch (RuntimeException | AssertionError e) {
      network.close();
      throw e;
    }
  }

  private RunningPrometheus ready(Probe probe) {
    try {
      container.awaitProbe(probe, LIMIT);
      return this;
    } catch (AssertionError e) {
      container.close();
      throw e;
    }
  }

  /** Lets this JVM answer for the tracker's API, with the metrics of trackers of a schema. */
  public TrackerExporter tracker(ConfigSchema schema, String token) {
    return TrackerExporter.start(schema, machine(TrackerPorts.API), token);
  }

  /** Where this JVM can listen to answer for a Service of the given port. */
  public InetSocketAddress machine(int port) {
    return new InetSocketAddress(network.machine(), port);
  }

  /** The process, to look at and to change its files. */
  public ContainerProcess container() {
    return container;
  }

  /** Gives the ConfigMap anew; its files change as the kubelet changes them. */
  public void update(ConfigMap configMap) {
    container.update(configMap);
  }

  /**
   * Evaluates an expression now.
   *
   * @return the series of the result; each has {@code metric} and {@code value}
   * @throws AssertionError when Prometheus refuses the expression
   */
  public JsonNode query(String expression) {
    final String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return get("/api/v1/query?query=" + encoded).get("result");
  }

  /** Evaluates an expression to one number, empty when it has no or several series. */
  public Optional<Double> value(String expression) {
    final JsonNode result = query(expression);
    return result.size() == 1
        ? Optional.of(result.get(0).get("value").get(1).asDouble())
        : Optional.empty();
  }

  /** Waits until an expression has a series at least. */
  public JsonNode awaitSeries(String expression) {
    return await(expression)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> query(expression), result -> !result.isEmpty());
  }

  /**
   * Asks Prometheus' HTTP API.
   *
   * @return the member {@code data} of the answer
   * @throws AssertionError for any answer but a success
   */
  public JsonNode get(String pathAndQuery) {
    final URI uri = URI.create("http://" + address + ":" + PrometheusService.PORT + pathAndQuery);
    final HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
    try {
      final HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(uri + " answers " + answer.statusCode() + ": " + answer.body());
      }
      return JSON.readTree(answer.body()).get("data");
    } catch (IOException e) {
      throw new UncheckedIOException("no answer of Prometheus; its log:\n" + container.log(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Prometheus", e);
    }
  }

  /** Ends the process by force and removes its network. */
  @Override
  public void close() {
    container.close();
    network.close();
  }

  private static Probe startup(PodTemplateSpec template) {
    return template.getSpec().getContainers().get(0).getStartupProbe();
  }
}
