package com.torrust.operator.tracker;

import com.torrust.operator.api.v1alpha1.IpFamilyPolicy;
import com.torrust.operator.api.v1alpha1.ServiceType;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TrafficPolicy;
import com.torrust.operator.api.v1alpha1.UdpListener;
import com.torrust.operator.api.v1alpha1.UdpServiceSpec;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Labels;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Names;
import com.torrust.operator.kube.Services;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.workflow.Children;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;

/**
 * One Service per UDP listener that is not bound on the node, past any proxy.
 *
 * <p>{@code externalTrafficPolicy: Local} keeps the peer's address, which is what the tracker hands
 * to other peers and what the connection id of BEP 15 is bound to.
 */
public final class TrackerUdpServices extends Children<Service> {

  /** Creates the children. */
  public TrackerUdpServices() {
    super(Service.class, ConditionType.TRACKER_AVAILABLE);
  }

  @Override
  public List<Service> desired(Inputs inputs) {
    return inputs.spec().tracker().udp().stream()
        .filter(listener -> !listener.hostPort())
        .map(listener -> service(inputs, listener))
        .toList();
  }

  @Override
  protected boolean includes(Service service, TorrustStack stack) {
    final String other = new Names(stack.getMetadata().getName()).of(Component.TRACKER);
    return Labels.belongsTo(service, Component.TRACKER)
        && !service.getMetadata().getName().equals(other);
  }

  private static Service service(Inputs inputs, UdpListener listener) {
    final UdpServiceSpec wanted = listener.service();
    return new ServiceBuilder()
        .withMetadata(
            new ObjectMetaBuilder(
                    Metadata.owned(
                        inputs.stack(),
                        inputs.names().udpService(listener.name()),
                        Component.TRACKER))
                .withAnnotations(wanted.annotations())
                .build())
        .withNewSpec()
        .withType(word(wanted.type()))
        .withExternalTrafficPolicy(word(wanted.externalTrafficPolicy()))
        .withLoadBalancerClass(wanted.loadBalancerClass())
        .withIpFamilyPolicy(word(wanted.ipFamilyPolicy()))
        .withSelector(Labels.selector(inputs.names().stack(), Component.TRACKER))
        .withPorts(Services.udp("udp", listener.port(), TrackerPorts.udpName(listener.port())))
        .endSpec()
        .build();
  }

  private static String word(ServiceType type) {
    return switch (type) {
      case LOAD_BALANCER -> "LoadBalancer";
      case NODE_PORT -> "NodePort";
      case CLUSTER_IP -> "ClusterIP";
    };
  }

  private static String word(TrafficPolicy policy) {
    if (policy == null) {
      return null;
    }
    return switch (policy) {
      case LOCAL -> "Local";
      case CLUSTER -> "Cluster";
    };
  }

  private static String word(IpFamilyPolicy policy) {
    return switch (policy) {
      case SINGLE_STACK -> "SingleStack";
      case REQUIRE_DUAL_STACK -> "RequireDualStack";
    };
  }
}
