package com.torrust.operator.workflow;

import com.torrust.operator.exposure.ControllerAnnotations;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Services;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;

/**
 * The Service of a component inside the cluster, with the annotations that an ingress controller
 * wants on it if the component has a route.
 */
public abstract class ComponentService extends OwnedChild<Service> {

  private final Component component;

  /** Creates the Service of the given component. */
  protected ComponentService(Component component) {
    super(Service.class, component);
    this.component = component;
  }

  /** Returns its ports. */
  protected abstract List<ServicePort> ports(Inputs inputs);

  @Override
  public final Service desired(Inputs inputs) {
    return Services.clusterIp(
        new ObjectMetaBuilder(metadata(inputs))
            .withAnnotations(
                ControllerAnnotations.ofService(
                    inputs.spec(), inputs.names(), inputs.ingress(), component))
            .build(),
        inputs.names().stack(),
        component,
        ports(inputs));
  }
}
