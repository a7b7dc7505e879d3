package com.torrust.operator.tracker;

import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Services;
import com.torrust.operator.workflow.ComponentService;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.stream.Stream;

/** The Service of the tracker's HTTP listener and API inside the cluster. */
public final class TrackerService extends ComponentService {

  /** Creates the child. */
  public TrackerService() {
    super(Component.TRACKER);
  }

  @Override
  protected List<ServicePort> ports(Inputs inputs) {
    final Stream<ServicePort> http =
        inputs.spec().tracker().http().stream()
            .map(listener -> Services.tcp(listener.name(), listener.port()));
    return Stream.concat(http, Stream.of(Services.tcp(TrackerPorts.API_NAME, TrackerPorts.API)))
        .toList();
  }
}
