package com.torrust.operator.grafana;

import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Services;
import com.torrust.operator.workflow.ComponentService;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;

/** The Service of Grafana inside the cluster. */
public final class GrafanaService extends ComponentService {

  /** Name of the port. */
  public static final String PORT_NAME = "http";

  /** Port of the Service and of the container. */
  public static final int PORT = 3000;

  /** Creates the child. */
  public GrafanaService() {
    super(Component.GRAFANA);
  }

  @Override
  protected List<ServicePort> ports(Inputs inputs) {
    return List.of(Services.tcp(PORT_NAME, PORT));
  }
}
