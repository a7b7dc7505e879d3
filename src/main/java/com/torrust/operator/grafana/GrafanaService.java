package com.torrust.operator.grafana;

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

/** The Service of Grafana inside the cluster. */
public final class GrafanaService extends OwnedChild<Service> {

  /** Name of the port. */
  public static final String PORT_NAME = "http";

  /** Port of the Service and of the container. */
  public static final int PORT = 3000;

  /** Creates the child. */
  public GrafanaService() {
    super(Service.class, ConditionType.GRAFANA_AVAILABLE);
  }

  @Override
  protected String name(Names names) {
    return names.of(Component.GRAFANA);
  }

  @Override
  public Service desired(Inputs inputs) {
    return new ServiceBuilder()
        .withMetadata(Metadata.owned(inputs.stack(), name(inputs.names()), Component.GRAFANA))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(Labels.selector(inputs.names().stack(), Component.GRAFANA))
        .withPorts(Services.tcp(PORT_NAME, PORT))
        .endSpec()
        .build();
  }
}
