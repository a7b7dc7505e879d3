package com.torrust.operator.workflow;

import com.torrust.operator.kube.Component;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/** The Deployment of a component. */
public abstract class ComponentDeployment extends OwnedChild<Deployment> {

  /** Creates the Deployment of the given component. */
  protected ComponentDeployment(Component component) {
    super(Deployment.class, component);
  }

  /**
   * What is known of a Secret stands in the pods' template, and one failed read would restart them
   * twice.
   */
  @Override
  protected final boolean needsSecrets() {
    return true;
  }
}
