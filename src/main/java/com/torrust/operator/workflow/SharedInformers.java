package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.grafana.ExtraDashboards;
import com.torrust.operator.kube.Labels;
import com.torrust.operator.kube.Owners;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One informer per kind for all children of that kind. It caches labelled objects only, so that
 * unrelated objects in the cluster cost nothing.
 */
public final class SharedInformers {

  /** Informer of ConfigMaps. */
  public static final String CONFIG_MAPS = "config-maps";

  /** Informer of Deployments. */
  public static final String DEPLOYMENTS = "deployments";

  /** Informer of Ingresses. */
  public static final String INGRESSES = "ingresses";

  /** Informer of NetworkPolicies. */
  public static final String NETWORK_POLICIES = "network-policies";

  /** Informer of Services. */
  public static final String SERVICES = "services";

  /** Informer of PersistentVolumeClaims. */
  public static final String VOLUMES = "volumes";

  private static final String PODS = "pods";
  private static final String EXTRA_DASHBOARDS = "extra-dashboards";

  private SharedInformers() {}

  /** Returns the informers. */
  public static List<EventSource<?, TorrustStack>> of(EventSourceContext<TorrustStack> context) {
    return List.of(
        informer(ConfigMap.class, CONFIG_MAPS, context),
        dashboards(context),
        informer(Deployment.class, DEPLOYMENTS, context),
        informer(Ingress.class, INGRESSES, context),
        informer(NetworkPolicy.class, NETWORK_POLICIES, context),
        informer(PersistentVolumeClaim.class, VOLUMES, context),
        informer(Pod.class, PODS, context),
        informer(Service.class, SERVICES, context));
  }

  /** Returns the ConfigMaps with dashboards that users made for a stack. */
  public static List<ConfigMap> extraDashboards(
      TorrustStack stack, Context<TorrustStack> context) {
    return context
        .eventSourceRetriever()
        .getEventSourceFor(ConfigMap.class, EXTRA_DASHBOARDS)
        .getSecondaryResources(stack)
        .stream()
        // The index of the informer forgets no stack that the label has named before.
        .filter(configMap -> stack.getMetadata().getName().equals(wishedBy(configMap)))
        .toList();
  }

  private static String wishedBy(ConfigMap configMap) {
    return configMap.getMetadata().getLabels().get(ExtraDashboards.LABEL);
  }

  /**
   * Returns the stack that an object belongs to: by label, so that objects without owner are found
   * again, and by owner of our group and kind in any version, so that a lost label is noticed.
   */
  public static Set<ResourceID> stackOf(HasMetadata object) {
    final String namespace = object.getMetadata().getNamespace();
    return Stream.concat(
            Labels.stackOf(object).stream(),
            Owners.stackOf(object).map(OwnerReference::getName).stream())
        .map(stack -> new ResourceID(stack, namespace))
        .collect(Collectors.toSet());
  }

  /** These are the users': they are only read. */
  private static InformerEventSource<ConfigMap, TorrustStack> dashboards(
      EventSourceContext<TorrustStack> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(ConfigMap.class, TorrustStack.class)
            .withName(EXTRA_DASHBOARDS)
            .withLabelSelector(ExtraDashboards.LABEL)
            .withSecondaryToPrimaryMapper(
                configMap ->
                    Set.of(
                        new ResourceID(
                            wishedBy(configMap), configMap.getMetadata().getNamespace())))
            .build(),
        context);
  }

  private static <R extends HasMetadata> InformerEventSource<R, TorrustStack> informer(
      Class<R> kind, String name, EventSourceContext<TorrustStack> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, TorrustStack.class)
            .withName(name)
            .withLabelSelector(Labels.SELECTOR)
            .withSecondaryToPrimaryMapper(SharedInformers::stackOf)
            .build(),
        context);
  }
}
