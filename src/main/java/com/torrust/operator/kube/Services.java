package com.torrust.operator.kube;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;

/** Services of components, and their ports, which lead to the container port of a name. */
public final class Services {

  private Services() {}

  /** Returns a Service that is reached inside the cluster only. */
  public static Service clusterIp(
      ObjectMeta metadata, String stack, Component component, List<ServicePort> ports) {
    return new ServiceBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(Labels.selector(stack, component))
        .withPorts(ports)
        .endSpec()
        .build();
  }

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
