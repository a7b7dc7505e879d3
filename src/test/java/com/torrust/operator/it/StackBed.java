package com.torrust.operator.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.container.ContainerProcess;
import com.torrust.operator.ingress.GrafanaStandIn;
import com.torrust.operator.ingress.IssuedCertificate;
import com.torrust.operator.ingress.NginxProxy;
import com.torrust.operator.ingress.PodNetwork;
import com.torrust.operator.ingress.PublicHttps;
import com.torrust.operator.ingress.WebSocketClient;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Labels;
import com.torrust.operator.kube.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Real programs behind the addresses of the simulated pods of the stack {@code demo}, so that an
 * ingress controller, the operator and tests reach them there. Each pod is a network of its own.
 * What has no program yet is refused by this machine.
 *
 * <p>It knows the pods that it has seen: a pod that comes later needs a bed of its own.
 */
public final class StackBed implements AutoCloseable {

  /** Where Grafana listens. */
  public static final int GRAFANA_PORT = 3000;

  private static final String PROGRAM = "program";
  private static final Names NAMES = new Names("demo");
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(60);

  private final Sandbox sandbox;
  private final Map<Component, String> addresses = new EnumMap<>(Component.class);
  private final Map<Component, PodNetwork> networks = new EnumMap<>(Component.class);
  private final Map<Component, AutoCloseable> programs = new EnumMap<>(Component.class);

  private StackBed(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Skips the test where there can't be one, and says why. */
  public static void assumePossible(TestCluster cluster) {
    assumeTrue(cluster.simulated(), "the pods of this cluster are not simulated");
    final Optional<String> missing = PodNetwork.unavailable();
    assumeTrue(missing.isEmpty(), () -> "pods have no programs here: " + missing.get());
  }

  /** Returns one without programs; the stack has been applied, and may be not ready yet. */
  public static StackBed open(Sandbox sandbox) {
    return new StackBed(sandbox);
  }

  /** Returns one with the real tracker and the stand-in for Grafana in their pods. */
  public static StackBed start(Sandbox sandbox) {
    final StackBed bed = open(sandbox);
    try {
      bed.runTracker();
      bed.runGrafana();
      return bed;
    } catch (RuntimeException | AssertionError e) {
      bed.close();
      throw e;
    }
  }

  /** Returns a component's pod, once it has an address. */
  public Pod pod(Component component) {
    return Sandbox.await()
        .alias("the address of the pod of " + component.label())
        .until(
            () ->
                sandbox
                    .client()
                    .pods()
                    .inNamespace(sandbox.namespace())
                    .withLabels(Labels.selector("demo", component))
                    .list()
                    .getItems()
                    .stream()
                    .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                    .filter(pod -> pod.getStatus().getPodIP() != null)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** Returns the network of a component's pod; the pod answers nothing on it without a program. */
  public PodNetwork network(Component component) {
    return networks.computeIfAbsent(component, key -> PodNetwork.of(podAddress(key)));
  }

  /** Returns a port of a component's pod. */
  public InetSocketAddress address(Component component, int port) {
    return new InetSocketAddress(podAddress(component), port);
  }

  /**
   * Runs the real tracker as the Deployment says, in place of what ran there, and waits until its
   * readiness probe succeeds. The stack has to name the image {@value TrackerImage#NAME}.
   */
  public ContainerProcess runTracker() {
    stop(Component.TRACKER);
    final PodNetwork network = network(Component.TRACKER);
    final PodTemplateSpec template = sandbox.template(Component.TRACKER);
    final ContainerProcess.Builder builder =
        TrackerImage.container(template)
            .network(network.namespace(), podAddress(Component.TRACKER));
    list(ConfigMap.class).forEach(builder::configMap);
    list(Secret.class).forEach(builder::secret);
    final ContainerProcess tracker = builder.start();
    programs.put(Component.TRACKER, tracker);
    final Container container = template.getSpec().getContainers().get(0);
    tracker.awaitProbe(container.getReadinessProbe(), PROBE_LIMIT);
    return tracker;
  }

  /**
   * Runs the stand-in for Grafana with the environment of its Deployment, in place of what ran
   * there.
   */
  public GrafanaStandIn runGrafana() {
    stop(Component.GRAFANA);
    final Map<String, String> environment =
        pod(Component.GRAFANA).getSpec().getContainers().get(0).getEnv().stream()
            .collect(Collectors.toMap(EnvVar::getName, this::value));
    final GrafanaStandIn grafana =
        GrafanaStandIn.start(
            network(Component.GRAFANA), podAddress(Component.GRAFANA), environment);
    programs.put(Component.GRAFANA, grafana);
    return grafana;
  }

  /**
   * Runs a program of this machine as a component's pod, in place of what ran there, and waits
   * until the port accepts connections.
   *
   * @param command which names the folder of {@link #network}, and listens on {@link #address}
   * @throws IllegalStateException when it ends or the port stays closed, with the end of its log
   */
  public Process run(Component component, int port, List<String> command) {
    stop(component);
    final PodNetwork network = network(component);
    final Process process = network.start(PROGRAM, Map.of(), command);
    programs.put(component, () -> network.stop(process));
    try {
      Sandbox.await()
          .alias("a program at " + address(component, port))
          .failFast("the program has ended", () -> !process.isAlive())
          .until(() -> accepts(address(component, port)));
      return process;
    } catch (RuntimeException e) {
      throw new IllegalStateException(e.getMessage() + "\n" + network.log(PROGRAM), e);
    }
  }

  /** Ends what runs as a component's pod: its ports are closed from then on. */
  public void stop(Component component) {
    close(programs.remove(component));
  }

  /**
   * Starts nginx with TLS and the stack's own certificate before Grafana's pod, in place of an
   * ingress controller; the caller closes it.
   */
  public NginxProxy nginx(NginxProxy.Form form) {
    return NginxProxy.start(address(Component.GRAFANA, GRAFANA_PORT), form, certificate());
  }

  /** Returns the certificate of the stack's hostname, once it has been issued. */
  public IssuedCertificate certificate() {
    final String hostname = sandbox.stack().getSpec().hostname();
    return Sandbox.await()
        .until(
            () ->
                IssuedCertificate.of(
                    sandbox.object(Secret.class, NAMES.certificate(hostname, hostname)).get()),
            certificate -> !certificate.authority().isEmpty());
  }

  /** Returns a client for the stack's hostnames at a loopback port, which trusts the test CA. */
  public PublicHttps https(int port) {
    return PublicHttps.of(port, certificate().authority());
  }

  /**
   * Returns a browser's client for Grafana Live at a loopback port, which trusts the test CA and
   * signs in as the administrator.
   */
  public WebSocketClient webSocket(int port) {
    return webSocket(port, certificate().authority());
  }

  /** Returns the same for a certificate of another authority, in PEM. */
  public WebSocketClient webSocket(int port, String authority) {
    final String hostname = sandbox.stack().getSpec().hostname();
    return WebSocketClient.of("wss://" + hostname + GrafanaStandIn.LIVE_PATH, port)
        .trusting(authority)
        .from("https://" + hostname)
        .as(value(NAMES.grafanaAdmin(), "username"), value(NAMES.grafanaAdmin(), "password"));
  }

  /** Ends the programs and removes the networks. */
  @Override
  public void close() {
    programs.values().forEach(StackBed::close);
    programs.clear();
    networks.values().forEach(PodNetwork::close);
    networks.clear();
  }

  private String podAddress(Component component) {
    return addresses.computeIfAbsent(component, key -> pod(key).getStatus().getPodIP());
  }

  private <T extends HasMetadata> List<T> list(Class<T> kind) {
    return sandbox.client().resources(kind).inNamespace(sandbox.namespace()).list().getItems();
  }

  private String value(EnvVar variable) {
    return variable.getValueFrom() == null
        ? variable.getValue()
        : value(
            variable.getValueFrom().getSecretKeyRef().getName(),
            variable.getValueFrom().getSecretKeyRef().getKey());
  }

  private String value(String secret, String key) {
    return new String(
        Base64.getDecoder().decode(sandbox.object(Secret.class, secret).get().getData().get(key)),
        StandardCharsets.UTF_8);
  }

  private static boolean accepts(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      return socket.isConnected();
    }
  }

  private static void close(AutoCloseable program) {
    try {
      if (program != null) {
        program.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
