package com.torrust.operator.grafana;

import com.torrust.operator.exposure.ControllerAnnotations;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Services;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.OwnedChild;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;

/** The Service of Grafana inside the cluster. */
public final class GrafanaService extends OwnedChild<Service> {

  /** Name of the port. */
  public static final String PORT_NAME = "http";

  /** Port of the Service and of the container. */
  public static final int PORT = 3000;

  /** Creates the child. */
  public GrafanaService() {
    super(Service.class, Component.GRAFANA);
  }

  @Override
  public Service desired(Inputs inputs) {
    return Services.clusterIp(
        new ObjectMetaBuilder(metadata(inputs))
            .withAnnotations(
                ControllerAnnotations.ofService(
                    inputs.spec(), inputs.names(), inputs.ingress(), Component.GRAFANA))
            .build(),
        inputs.names().stack(),
        Component.GRAFANA,
        List.of(Services.tcp(PORT_NAME, PORT)));
  }
}
