package com.torrust.operator.exposure;

import com.torrust.operator.api.v1alpha1.TlsSpec;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Names;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.workflow.Children;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One Ingress per public hostname: several for one host collide on some controllers. */
public final class StackIngresses extends Children<Ingress> {

  /** Creates the children. */
  public StackIngresses() {
    super(Ingress.class, ConditionType.EXPOSED);
  }

  @Override
  public List<Ingress> desired(Inputs inputs) {
    return inputs.spec().exposure().viaIngress()
        ? inputs.hostnames().stream().map(hostname -> ingress(inputs, hostname)).toList()
        : List.of();
  }

  @Override
  protected boolean includes(Ingress ingress, TorrustStack stack) {
    return true;
  }

  private static Ingress ingress(Inputs inputs, String hostname) {
    final String name = inputs.names().ingress(hostname, inputs.spec().hostname());
    return new IngressBuilder()
        .withMetadata(
            new ObjectMetaBuilder(Metadata.ownedExposure(inputs.stack(), name))
                .withAnnotations(annotations(inputs, hostname))
                .build())
        .withNewSpec()
        .withIngressClassName(className(inputs))
        .withTls(tls(inputs, hostname))
        .addNewRule()
        .withHost(hostname)
        .withNewHttp()
        .withPaths(paths(inputs, hostname))
        .endHttp()
        .endRule()
        .endSpec()
        .build();
  }

  private static Map<String, String> annotations(Inputs inputs, String hostname) {
    final Map<String, String> annotations =
        new HashMap<>(
            ControllerAnnotations.ofIngress(
                inputs.spec(), inputs.names(), inputs.ingress(), hostname));
    annotations.putAll(ShimAnnotations.of(inputs.spec().exposure().tls()));
    annotations.putAll(inputs.spec().exposure().ingress().annotations());
    return annotations;
  }

  private static String className(Inputs inputs) {
    return inputs.ingress().byAnnotation() ? null : inputs.spec().exposure().ingress().className();
  }

  private static List<HTTPIngressPath> paths(Inputs inputs, String hostname) {
    return Routes.of(inputs.spec(), hostname).stream()
        .map(route -> path(route, inputs.names()))
        .toList();
  }

  private static HTTPIngressPath path(Route route, Names names) {
    return new HTTPIngressPathBuilder()
        .withPath(route.path())
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName(names.of(route.backend()))
        .withNewPort()
        .withName(route.port())
        .endPort()
        .endService()
        .endBackend()
        .build();
  }

  private static List<IngressTLS> tls(Inputs inputs, String hostname) {
    final TlsSpec tls = inputs.spec().exposure().tls();
    return switch (tls.mode()) {
      case DISABLED -> List.of();
      case EXISTING_SECRET -> List.of(tls(hostname, tls.existingSecret().name()));
      case EXTERNAL -> List.of(tls(hostname, null));
      case CERT_MANAGER, INGRESS_SHIM ->
          List.of(tls(hostname, inputs.names().certificate(hostname, inputs.spec().hostname())));
    };
  }

  private static IngressTLS tls(String hostname, String secret) {
    return new IngressTLSBuilder().withHosts(hostname).withSecretName(secret).build();
  }
}
