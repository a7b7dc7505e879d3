package com.torrust.operator.tracker;

import com.torrust.operator.exposure.ControllerAnnotations;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Services;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.OwnedChild;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.stream.Stream;

/** The Service of the tracker's HTTP listener and API inside the cluster. */
public final class TrackerService extends OwnedChild<Service> {

  /** Creates the child. */
  public TrackerService() {
    super(Service.class, Component.TRACKER);
  }

  @Override
  public Service desired(Inputs inputs) {
    return Services.clusterIp(
        new ObjectMetaBuilder(metadata(inputs))
            .withAnnotations(
                ControllerAnnotations.ofService(
                    inputs.spec(), inputs.names(), inputs.ingress(), Component.TRACKER))
            .build(),
        inputs.names().stack(),
        Component.TRACKER,
        ports(inputs));
  }

  private static List<ServicePort> ports(Inputs inputs) {
    final Stream<ServicePort> http =
        inputs.spec().tracker().http().stream()
            .map(listener -> Services.tcp(listener.name(), listener.port()));
    return Stream.concat(http, Stream.of(Services.tcp(TrackerPorts.API_NAME, TrackerPorts.API)))
        .toList();
  }
}
