package com.torrust.operator.verification;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.api.v1alpha1.ProbeMode;
import com.torrust.operator.api.v1alpha1.ProbeSpec;
import com.torrust.operator.api.v1alpha1.ServiceType;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.api.v1alpha1.UdpListener;
import com.torrust.operator.exposure.PublicUrl;
import com.torrust.operator.exposure.Route;
import com.torrust.operator.exposure.Routes;
import com.torrust.operator.grafana.GrafanaService;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Durations;
import com.torrust.operator.kube.Hash;
import com.torrust.operator.kube.Names;
import com.torrust.operator.kube.Yaml;
import com.torrust.operator.status.Observed;
import com.torrust.operator.status.Reason;
import com.torrust.operator.tracker.TrackerPorts;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which endpoints a stack has and how each can be verified now; pure.
 *
 * @param stack the stack
 * @param observed what was seen of its children
 * @param settings what the operator may connect to
 */
public record Plan(TorrustStack stack, Observed observed, VerificationSettings settings) {

  /** Returns the endpoints, in the order of the rows of a stack's purpose. */
  public List<Target> targets() {
    final List<Target> targets = new ArrayList<>();
    targets.add(trackerApi());
    Routes.of(spec()).stream()
        .filter(route -> route.path().equals(Routes.ANNOUNCE_PATH))
        .map(this::httpTracker)
        .forEach(targets::add);
    spec().tracker().udp().stream().map(this::udpTracker).forEach(targets::add);
    Routes.of(spec()).stream()
        .filter(route -> route.backend() == Component.GRAFANA)
        .map(this::grafana)
        .forEach(targets::add);
    return List.copyOf(targets);
  }

  /** Returns all that a look at the endpoints needs. */
  public Assignment assignment() {
    return new Assignment(
        stack.getMetadata().getNamespace(),
        targets(),
        PublicUrl.origin(spec()),
        names().grafanaApplied(),
        authority(),
        Durations.parse(probe().interval()),
        Hash.of(served().toArray(String[]::new)),
        Hash.of(
            observed.adminHash(),
            Boolean.toString(observed.failsBy(Reason.PASSWORD_PENDING)),
            Boolean.toString(observed.failsBy(Reason.PASSWORD_NOT_CHANGED))));
  }

  private Stream<String> served() {
    return Stream.concat(
        observed.ingresses().stream().map(Plan::served),
        observed.httpRoutes().orElse(List.of()).stream().map(route -> Yaml.of(route.getSpec())));
  }

  private static String served(Ingress ingress) {
    return Yaml.of(
        List.of(new TreeMap<>(ingress.getMetadata().getAnnotations()), ingress.getSpec()));
  }

  /** The Secret of each hostname has the certificate of the same issuer. */
  private String authority() {
    return switch (spec().exposure().tls().mode()) {
      case EXISTING_SECRET -> spec().exposure().tls().existingSecret().name();
      case CERT_MANAGER, INGRESS_SHIM ->
          Routes.hostnames(spec()).stream()
              .findFirst()
              .map(hostname -> names().certificate(hostname, spec().hostname()))
              .orElse(null);
      case EXTERNAL, DISABLED -> null;
    };
  }

  private Target trackerApi() {
    final String name = "tracker-api";
    final EndpointRow row = EndpointRow.TRACKER_API;
    final String hostname = spec().tracker().api().hostname();
    if (hostname != null && spec().exposure().servesHostnames()) {
      return proxied(
          name,
          row,
          PublicUrl.origin(spec(), hostname) + Routes.API_PATH,
          hostname,
          Component.TRACKER,
          null);
    }
    final String url =
        "http://%s.%s.svc:%d%s"
            .formatted(
                names().of(Component.TRACKER),
                stack.getMetadata().getNamespace(),
                TrackerPorts.API,
                Routes.API_PATH);
    return inPod(name, row, url, TrackerPorts.API);
  }

  private Target httpTracker(Route route) {
    return proxied(
        "tracker-http-" + route.port(),
        EndpointRow.HTTP_TRACKER,
        PublicUrl.origin(spec(), route.hostname()) + route.path(),
        route.hostname(),
        Component.TRACKER,
        null);
  }

  private Target grafana(Route route) {
    final String url = PublicUrl.origin(spec(), route.hostname()) + route.path();
    final boolean live = route.path().equals(Routes.LIVE_PATH);
    return proxied(
        live ? "grafana-live" : Component.GRAFANA.label(),
        live ? EndpointRow.GRAFANA_LIVE : EndpointRow.GRAFANA,
        live ? url.replaceFirst("^http", "ws") : url,
        route.hostname(),
        Component.GRAFANA,
        live ? pod(Component.GRAFANA, GrafanaService.PORT).orElse(null) : null);
  }

  private Target udpTracker(UdpListener listener) {
    final String name = "tracker-udp-" + listener.name();
    final Optional<Connection> address = udpAddress(listener);
    final String url = address.map(to -> "udp://" + to + Routes.ANNOUNCE_PATH).orElse(null);
    if (probe().mode() != ProbeMode.PUBLIC || !isPublic(listener)) {
      return inPod(name, EndpointRow.UDP_TRACKER, url, listener.port());
    }
    final Target target =
        new Target(name, EndpointRow.UDP_TRACKER, url, address.orElse(null), null, null);
    return target.unless(
        held(target, Component.TRACKER)
            .or(
                () ->
                    address.isEmpty()
                        ? Optional.of(
                            Result.of(
                                target,
                                Reason.ADDRESS_PENDING,
                                "Service "
                                    + names().udpService(listener.name())
                                    + " has no address yet"))
                        : publicHold(target)));
  }

  /** A port of a node that has no name may be closed from everywhere else. */
  private static boolean isPublic(UdpListener listener) {
    return listener.hostname() == null
        ? listener.serviceType().equals(Optional.of(ServiceType.LOAD_BALANCER))
        : !listener.serviceType().equals(Optional.of(ServiceType.CLUSTER_IP));
  }

  private Optional<Connection> udpAddress(UdpListener listener) {
    final Optional<String> host =
        Optional.ofNullable(listener.hostname())
            .or(
                () ->
                    listener.hostPort()
                        ? observed.nodeAddress(Component.TRACKER)
                        : observed.address(names().udpService(listener.name())));
    return observed
        .publicPort(stack, listener)
        .flatMap(port -> host.map(to -> new Connection(Connection.Kind.PUBLIC, to, port)));
  }

  private Target proxied(
      String name,
      EndpointRow row,
      String url,
      String hostname,
      Component component,
      Connection pod) {
    final Target target = new Target(name, row, url, toProxy(hostname), pod, null);
    return target.unless(
        held(target, component)
            .or(
                () ->
                    observed.exposureHold(stack).map(why -> Result.of(target, Reason.WAITING, why)))
            .or(() -> publicHold(target)));
  }

  private Target inPod(String name, EndpointRow row, String url, int port) {
    final Target target =
        new Target(name, row, url, pod(Component.TRACKER, port).orElse(null), null, null);
    return target.unless(
        held(target, Component.TRACKER)
            .or(
                () ->
                    settings.pods()
                        ? Optional.empty()
                        : Optional.of(
                            Result.of(
                                target,
                                Reason.POD_REQUESTS_OFF,
                                "the operator runs outside the pods' network")))
            .or(
                () ->
                    target.connection() == null
                        ? Optional.of(waiting(target, Component.TRACKER))
                        : Optional.empty()));
  }

  private Optional<Result> held(Target target, Component component) {
    if (probe().mode() == ProbeMode.DISABLED) {
      return Optional.of(
          Result.of(target, Reason.VERIFICATION_DISABLED, "spec.exposure.probe.mode is Disabled"));
    }
    return observed.isAvailable(component)
        ? Optional.empty()
        : Optional.of(waiting(target, component));
  }

  private static Result waiting(Target target, Component component) {
    return Result.of(
        target, Reason.WAITING, target.endpoint() + " waits for a pod of " + component.label());
  }

  private Optional<Result> publicHold(Target target) {
    return settings.publicNames() || probe().mode() != ProbeMode.PUBLIC
        ? Optional.empty()
        : Optional.of(
            Result.of(
                target,
                Reason.PUBLIC_REQUESTS_OFF,
                "the operator is told to connect to no public address"));
  }

  private Connection toProxy(String hostname) {
    final int port = PublicUrl.port(spec());
    final String given = probe().connectTo();
    if (given == null) {
      return new Connection(Connection.Kind.PUBLIC, hostname, port);
    }
    final int colon = given.endsWith("]") ? -1 : given.lastIndexOf(':');
    return new Connection(
        Connection.Kind.GIVEN,
        (colon < 0 ? given : given.substring(0, colon)).replaceAll("[\\[\\]]", ""),
        colon < 0 ? port : Integer.parseInt(given.substring(colon + 1)));
  }

  private Optional<Connection> pod(Component component, int port) {
    return settings.pods()
        ? observed
            .podAddress(component)
            .map(address -> new Connection(Connection.Kind.POD, address, port))
        : Optional.empty();
  }

  private ProbeSpec probe() {
    return spec().exposure().probe();
  }

  private TorrustStackSpec spec() {
    return stack.getSpec();
  }

  private Names names() {
    return new Names(stack.getMetadata().getName());
  }
}
