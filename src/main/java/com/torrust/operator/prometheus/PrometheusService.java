package com.torrust.operator.prometheus;

import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Services;
import com.torrust.operator.workflow.ComponentService;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;

/**
 * The Service of Prometheus, inside the cluster only since Prometheus asks nobody for a password.
 */
public final class PrometheusService extends ComponentService {

  /** Name of the port. */
  public static final String PORT_NAME = "http";

  /** Port of the Service and of the container. */
  public static final int PORT = 9090;

  /** Creates the child. */
  public PrometheusService() {
    super(Component.PROMETHEUS);
  }

  @Override
  protected List<ServicePort> ports(Inputs inputs) {
    return List.of(Services.tcp(PORT_NAME, PORT));
  }
}
