package com.torrust.operator.prometheus;

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

/** The Service of Prometheus, inside the cluster only since Prometheus asks nobody for a password. */
public final class PrometheusService extends OwnedChild<Service> {

  /** Name of the port. */
  public static final String PORT_NAME = "http";

  /** Port of the Service and of the container. */
  public static final int PORT = 9090;

  /** Creates the child. */
  public PrometheusService() {
    super(Service.class, ConditionType.PROMETHEUS_AVAILABLE);
  }

  @Override
  protected String name(Names names) {
    return names.of(Component.PROMETHEUS);
  }

  @Override
  public Service desired(Inputs inputs) {
    return new ServiceBuilder()
        .withMetadata(Metadata.owned(inputs.stack(), name(inputs.names()), Component.PROMETHEUS))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(Labels.selector(inputs.names().stack(), Component.PROMETHEUS))
        .withPorts(Services.tcp(PORT_NAME, PORT))
        .endSpec()
        .build();
  }
}
