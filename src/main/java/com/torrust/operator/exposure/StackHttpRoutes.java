package com.torrust.operator.exposure;

import com.torrust.operator.api.v1alpha1.ParentRef;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Labels;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Names;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.workflow.Children;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRuleBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.List;

/**
 * One HTTPRoute per public hostname. WebSockets need nothing of their own there: every
 * implementation of the Gateway API has to pass them on.
 *
 * <p>The lists are atomic to server-side apply, so what the API server would fill in is written
 * out. There are no timeouts and no names of rules: some implementations take neither.
 *
 * @see <a href="https://gateway-api.sigs.k8s.io/geps/gep-1911/">GEP-1911</a> on WebSockets
 */
@KubernetesDependent(informer = @Informer(labelSelector = Labels.SELECTOR))
public final class StackHttpRoutes extends Children<HTTPRoute> {

  private static final String GATEWAY_API = "gateway.networking.k8s.io";

  /** Creates the children. */
  public StackHttpRoutes() {
    super(HTTPRoute.class, ConditionType.EXPOSED);
  }

  @Override
  public List<HTTPRoute> desired(Inputs inputs) {
    return inputs.spec().exposure().viaGateway()
        ? inputs.hostnames().stream().map(hostname -> route(inputs, hostname)).toList()
        : List.of();
  }

  @Override
  protected boolean includes(HTTPRoute route, TorrustStack stack) {
    return true;
  }

  private static HTTPRoute route(Inputs inputs, String hostname) {
    final String name = inputs.names().ingress(hostname, inputs.spec().hostname());
    return new HTTPRouteBuilder()
        .withMetadata(Metadata.ownedExposure(inputs.stack(), name))
        .withNewSpec()
        .withParentRefs(
            inputs.spec().exposure().gateway().parentRefs().stream()
                .map(StackHttpRoutes::parent)
                .toList())
        .withHostnames(hostname)
        .withRules(
            Routes.of(inputs.spec(), hostname).stream()
                .map(route -> rule(route, inputs.names()))
                .toList())
        .endSpec()
        .build();
  }

  private static ParentReference parent(ParentRef ref) {
    return new ParentReferenceBuilder()
        .withGroup(GATEWAY_API)
        .withKind("Gateway")
        .withName(ref.name())
        .withNamespace(ref.namespace())
        .withSectionName(ref.sectionName())
        .withPort(ref.port())
        .build();
  }

  private static HTTPRouteRule rule(Route route, Names names) {
    return new HTTPRouteRuleBuilder()
        .addNewMatch()
        .withNewPath()
        .withType("PathPrefix")
        .withValue(route.path())
        .endPath()
        .endMatch()
        .addNewBackendRef()
        .withGroup("")
        .withKind("Service")
        .withName(names.of(route.backend()))
        .withPort(route.portNumber())
        .withWeight(1)
        .endBackendRef()
        .build();
  }
}
