package com.torrust.operator.kube;

import static java.util.stream.Collectors.toSet;

import com.torrust.operator.api.v1alpha1.ComponentSpec;
import com.torrust.operator.api.v1alpha1.ImagePullPolicy;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Parts of containers, with every value written that the API server would fill in. */
public final class Containers {

  private Containers() {}

  /** Returns the container with the user's image, resources and variables, and locked down. */
  static Container complete(Container container, ComponentSpec component) {
    return new ContainerBuilder(container)
        .withImage(component.image())
        .withImagePullPolicy(pullPolicy(component.imagePullPolicy()))
        .withEnv(merged(container.getEnv(), component.env()))
        .withNewResources()
        .withRequests(Quantities.canonical(component.resources().requests()))
        .withLimits(Quantities.canonical(component.resources().limits()))
        .endResources()
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .build();
  }

  /** Returns a variable with a fixed value. */
  public static EnvVar env(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  /** Returns a variable with a value from a Secret. */
  public static EnvVar envFromSecret(String name, String secret, String key) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewSecretKeyRef()
        .withName(secret)
        .withKey(key)
        .endSecretKeyRef()
        .endValueFrom()
        .build();
  }

  /** Returns a named port. */
  public static ContainerPort port(String name, int port, String protocol) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(port)
        .withProtocol(protocol)
        .build();
  }

  /**
   * Returns a probe that asks for a page over HTTP.
   *
   * @param port name of the container port
   * @param periodSeconds time between two attempts, in seconds
   * @param failureThreshold failures in a row until the probe counts as failed
   */
  public static Probe httpProbe(String path, String port, int periodSeconds, int failureThreshold) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withNewPort(port)
        .withScheme("HTTP")
        .endHttpGet()
        .withPeriodSeconds(periodSeconds)
        .withTimeoutSeconds(5)
        .withFailureThreshold(failureThreshold)
        .build();
  }

  /** Returns where a volume is mounted. */
  public static VolumeMount mount(String volume, String path, boolean readOnly) {
    return new VolumeMountBuilder()
        .withName(volume)
        .withMountPath(path)
        .withReadOnly(readOnly ? true : null)
        .build();
  }

  /** Returns a volume with the files of a ConfigMap. */
  public static Volume configMap(String volume, String configMap) {
    return new VolumeBuilder()
        .withName(volume)
        .withNewConfigMap()
        .withName(configMap)
        .endConfigMap()
        .build();
  }

  /** Returns a volume with the files of a ConfigMap, empty while there is no such. */
  public static Volume optionalConfigMap(String volume, String configMap) {
    return new VolumeBuilder()
        .withName(volume)
        .withNewConfigMap()
        .withName(configMap)
        .withOptional(true)
        .endConfigMap()
        .build();
  }

  /** Returns a volume with the keys of a Secret as files. */
  public static Volume secret(String volume, String secret) {
    return new VolumeBuilder()
        .withName(volume)
        .withNewSecret()
        .withSecretName(secret)
        .endSecret()
        .build();
  }

  /** Returns the same, empty as long as there is no such Secret. */
  public static Volume optionalSecret(String volume, String secret) {
    return new VolumeBuilder()
        .withName(volume)
        .withNewSecret()
        .withSecretName(secret)
        .withOptional(true)
        .endSecret()
        .build();
  }

  /** Returns a volume on a PersistentVolumeClaim. */
  public static Volume claim(String volume, String claim) {
    return new VolumeBuilder()
        .withName(volume)
        .withNewPersistentVolumeClaim()
        .withClaimName(claim)
        .endPersistentVolumeClaim()
        .build();
  }

  /** Returns an empty volume that goes with the pod. */
  public static Volume scratch(String volume) {
    return new VolumeBuilder().withName(volume).withNewEmptyDir().endEmptyDir().build();
  }

  private static String pullPolicy(ImagePullPolicy policy) {
    return switch (policy) {
      case ALWAYS -> "Always";
      case IF_NOT_PRESENT -> "IfNotPresent";
      case NEVER -> "Never";
    };
  }

  /** The user's variable replaces one of the operator's that is no wiring; the CRD guards that. */
  private static List<EnvVar> merged(List<EnvVar> ours, List<EnvVar> users) {
    final Set<String> replaced = users.stream().map(EnvVar::getName).collect(toSet());
    return Stream.concat(
            ours.stream().filter(variable -> !replaced.contains(variable.getName())),
            users.stream().map(Containers::defaulted))
        .toList();
  }

  /** Writes the defaults inside references, which the API server fills in and gives back. */
  private static EnvVar defaulted(EnvVar given) {
    final EnvVar variable = new EnvVarBuilder(given).build();
    final EnvVarSource source = variable.getValueFrom();
    if (source != null && source.getFieldRef() != null) {
      if (source.getFieldRef().getApiVersion() == null) {
        source.getFieldRef().setApiVersion("v1");
      }
    }
    if (source != null && source.getResourceFieldRef() != null) {
      final Quantity divisor = source.getResourceFieldRef().getDivisor();
      source
          .getResourceFieldRef()
          .setDivisor(divisor == null ? new Quantity("0") : Quantities.canonical(divisor));
    }
    return variable;
  }
}
