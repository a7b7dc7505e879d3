package com.torrust.operator.container;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs probes and hooks once, as the kubelet does. */
final class Probes {

  private static final int DETAIL_LENGTH = 4000;

  private final Namespaces namespaces;
  private final ContainerNetwork network;
  private final List<ContainerPort> ports;

  Probes(Namespaces namespaces, ContainerNetwork network, Container container) {
    this.namespaces = namespaces;
    this.network = network;
    this.ports = container.getPorts();
  }

  ProbeResult run(Probe probe) {
    Duration limit =
        Duration.ofSeconds(
            Optional.ofNullable(probe.getTimeoutSeconds()).filter(s -> s > 0).orElse(1));
    if (probe.getHttpGet() != null) {
      return http(probe.getHttpGet(), limit);
    }
    if (probe.getExec() != null) {
      return exec(probe.getExec(), limit);
    }
    if (probe.getTcpSocket() != null) {
      return tcp(probe.getTcpSocket(), limit);
    }
    throw new UnsupportedOperationException(
        "only httpGet, exec and tcpSocket probes are supported here: " + probe);
  }

  ProbeResult http(HTTPGetAction action, Duration limit) {
    Map<String, String> headers =
        new LinkedHashMap<>(
            Map.of("User-Agent", "kube-probe/1.36", "Accept", "*/*", "Connection", "close"));
    action.getHttpHeaders().forEach(header -> headers.put(header.getName(), header.getValue()));
    String path = Optional.ofNullable(action.getPath()).filter(p -> !p.isEmpty()).orElse("/");
    String url =
        Optional.ofNullable(action.getScheme()).orElse("HTTP").toLowerCase(Locale.ROOT)
            + "://"
            + host(action.getHost())
            + ":"
            + port(action.getPort())
            + (path.startsWith("/") ? path : "/" + path);
    try {
      HttpAnswer answer = network.get(url, headers, limit);
      return new ProbeResult(
          answer.status() >= 200 && answer.status() < 400, shortened(answer.toString()));
    } catch (IOException e) {
      return new ProbeResult(false, e.getMessage());
    }
  }

  ProbeResult exec(ExecAction action, Duration limit) {
    Commands.Result result = namespaces.inContainer(limit, action.getCommand());
    return new ProbeResult(result.succeeded(), shortened(result.summary()));
  }

  private ProbeResult tcp(TCPSocketAction action, Duration limit) {
    try {
      network.connect(host(action.getHost()), port(action.getPort()), limit);
      return new ProbeResult(true, "connected");
    } catch (IOException e) {
      return new ProbeResult(false, e.getMessage());
    }
  }

  private int port(IntOrString port) {
    if (port.getIntVal() != null) {
      return port.getIntVal();
    }
    return ports.stream()
        .filter(candidate -> port.getStrVal().equals(candidate.getName()))
        .findFirst()
        .map(ContainerPort::getContainerPort)
        .orElseThrow(
            () -> new IllegalStateException("the container has no port named " + port.getStrVal()));
  }

  private String host(String host) {
    return Optional.ofNullable(host).filter(h -> !h.isEmpty()).orElse(network.address());
  }

  private static String shortened(String text) {
    return text.length() <= DETAIL_LENGTH ? text : text.substring(0, DETAIL_LENGTH) + "...";
  }
}
