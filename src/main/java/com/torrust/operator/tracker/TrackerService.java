package com.torrust.operator.tracker;

import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Labels;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Names;
import com.torrust.operator.kube.Services;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.OwnedChild;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.stream.Stream;

/** The Service of the tracker's HTTP listener and API inside the cluster. */
public final class TrackerService extends OwnedChild<Service> {

  /** Creates the child. */
  public TrackerService() {
    super(Service.class, ConditionType.TRACKER_AVAILABLE);
  }

  @Override
  protected String name(Names names) {
    return names.of(Component.TRACKER);
  }

  @Override
  public Service desired(Inputs inputs) {
    return new ServiceBuilder()
        .withMetadata(Metadata.owned(inputs.stack(), name(inputs.names()), Component.TRACKER))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(Labels.selector(inputs.names().stack(), Component.TRACKER))
        .withPorts(ports(inputs))
        .endSpec()
        .build();
  }

  private static List<ServicePort> ports(Inputs inputs) {
    final Stream<ServicePort> http =
        inputs.spec().tracker().http().stream()
            .map(listener -> Services.tcp(TrackerPorts.HTTP_NAME, listener.port()));
    return Stream.concat(http, Stream.of(Services.tcp(TrackerPorts.API_NAME, TrackerPorts.API)))
        .toList();
  }
}
