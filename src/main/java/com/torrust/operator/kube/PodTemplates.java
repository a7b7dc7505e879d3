package com.torrust.operator.kube;

import com.torrust.operator.api.v1alpha1.ComponentSpec;
import com.torrust.operator.api.v1alpha1.PodSettings;
import com.torrust.operator.api.v1alpha1.SecretRef;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Deployments of one pod that meets the Pod Security level {@code restricted}.
 *
 * <p>One replica and {@code Recreate}: the volume can be mounted once, and SQLite and the TSDB of
 * Prometheus allow one writer.
 */
public final class PodTemplates {

  /** Annotation of the pod that changes when a changed configuration needs a restart. */
  public static final String CONFIG_HASH = "torrust.com/config-hash";

  private static final int PROGRESS_DEADLINE_SECONDS = 600;

  private PodTemplates() {}

  /**
   * What a component's pod consists of, beside what all pods have in common.
   *
   * @param component the component
   * @param user uid and gid of the process and group of its volumes
   * @param graceSeconds time to stop, in seconds
   * @param configHash content hash of what needs a restart, empty when nothing does
   * @param container the container
   * @param volumes its volumes
   */
  public record Pod(
      Component component,
      long user,
      long graceSeconds,
      String configHash,
      Container container,
      List<Volume> volumes) {}

  /** Returns the Deployment of a component. */
  public static Deployment deployment(TorrustStack stack, Pod pod) {
    final String name = stack.getMetadata().getName();
    return new DeploymentBuilder()
        .withMetadata(Metadata.owned(stack, new Names(name).of(pod.component()), pod.component()))
        .withNewSpec()
        .withReplicas(1)
        .withRevisionHistoryLimit(2)
        .withProgressDeadlineSeconds(PROGRESS_DEADLINE_SECONDS)
        .withNewStrategy()
        .withType("Recreate")
        .endStrategy()
        .withNewSelector()
        .withMatchLabels(Labels.selector(name, pod.component()))
        .endSelector()
        .withTemplate(template(stack, pod))
        .endSpec()
        .build();
  }

  private static PodTemplateSpec template(TorrustStack stack, Pod pod) {
    final ComponentSpec component = pod.component().in(stack.getSpec());
    final PodSettings settings = component.pod();
    final String field = "spec." + pod.component().label() + ".pod.";
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(labels(stack, pod, settings))
        .withAnnotations(annotations(pod, settings))
        .endMetadata()
        .withNewSpec()
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(pod.graceSeconds())
        .withImagePullSecrets(pullSecrets(stack.getSpec().imagePullSecrets()))
        .withNodeSelector(settings.nodeSelector().isEmpty() ? null : settings.nodeSelector())
        .withTolerations(
            OpenTypes.convertAll(settings.tolerations(), Toleration.class, field + "tolerations"))
        .withAffinity(OpenTypes.convert(settings.affinity(), Affinity.class, field + "affinity"))
        .withTopologySpreadConstraints(
            OpenTypes.convertAll(
                settings.topologySpreadConstraints(),
                TopologySpreadConstraint.class,
                field + "topologySpreadConstraints"))
        .withPriorityClassName(settings.priorityClassName())
        .withSecurityContext(
            OpenTypes.convert(
                securityContext(pod.user(), settings),
                PodSecurityContext.class,
                field + "securityContext"))
        .withContainers(Containers.complete(pod.container(), component))
        .withVolumes(pod.volumes())
        .endSpec()
        .build();
  }

  private static Map<String, String> labels(TorrustStack stack, Pod pod, PodSettings settings) {
    final Map<String, String> labels = new HashMap<>(settings.labels());
    labels.putAll(Labels.of(stack.getMetadata().getName(), pod.component()));
    return labels;
  }

  private static Map<String, String> annotations(Pod pod, PodSettings settings) {
    final Map<String, String> annotations = new HashMap<>(settings.annotations());
    if (!pod.configHash().isEmpty()) {
      annotations.put(CONFIG_HASH, pod.configHash());
    }
    return annotations;
  }

  private static Map<String, Object> securityContext(long user, PodSettings settings) {
    final Map<String, Object> context =
        new HashMap<>(
            Map.of(
                "runAsNonRoot",
                true,
                "runAsUser",
                user,
                "runAsGroup",
                user,
                "fsGroup",
                user,
                "fsGroupChangePolicy",
                "OnRootMismatch",
                "seccompProfile",
                Map.of("type", "RuntimeDefault")));
    if (settings.securityContext() != null) {
      context.putAll(settings.securityContext());
    }
    return context;
  }

  private static List<LocalObjectReference> pullSecrets(List<SecretRef> secrets) {
    return secrets.stream().map(secret -> new LocalObjectReference(secret.name())).toList();
  }
}
