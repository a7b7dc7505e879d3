package com.torrust.operator.it;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Map;
import java.util.TreeMap;

/** What the kubelet makes of the pod of the operator's Deployment. */
public final class OperatorPod {

  private OperatorPod() {}

  /** Returns the environment of its container. */
  public static Map<String, String> environment(PodSpec pod, String namespace) {
    final Map<String, String> environment = new TreeMap<>();
    for (final EnvVar variable : pod.getContainers().get(0).getEnv()) {
      environment.put(variable.getName(), value(variable, namespace));
    }
    return environment;
  }

  private static String value(EnvVar variable, String namespace) {
    if (variable.getValueFrom() == null) {
      return variable.getValue();
    }
    final String field = variable.getValueFrom().getFieldRef().getFieldPath();
    if (!field.equals("metadata.namespace")) {
      throw new UnsupportedOperationException("the field " + field + " is not known here");
    }
    return namespace;
  }
}
