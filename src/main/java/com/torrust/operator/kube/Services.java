package com.torrust.operator.kube;

import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;

/** Ports of Services, which lead to the container port of the given name. */
public final class Services {

  private Services() {}

  /** Returns a TCP port that leads to the container port of the same name. */
  public static ServicePort tcp(String name, int port) {
    return port(name, port, "TCP", name);
  }

  /** Returns a UDP port that leads to the given container port. */
  public static ServicePort udp(String name, int port, String containerPort) {
    return port(name, port, "UDP", containerPort);
  }

  private static ServicePort port(String name, int port, String protocol, String containerPort) {
    return new ServicePortBuilder()
        .withName(name)
        .withPort(port)
        .withProtocol(protocol)
        .withNewTargetPort(containerPort)
        .build();
  }
}
