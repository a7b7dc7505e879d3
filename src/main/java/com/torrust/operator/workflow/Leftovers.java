package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Owners;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects of an earlier stack of the same name. The garbage collector is about to delete them:
 * taking them over now would save some of them and lose others.
 */
public final class Leftovers {

  private Leftovers() {}

  /** Returns that an earlier stack is not gone yet, if so. */
  public static Optional<Failure> of(TorrustStack stack, Context<TorrustStack> context) {
    return Stream.<Class<? extends HasMetadata>>of(
            ConfigMap.class,
            Deployment.class,
            HTTPRoute.class,
            Ingress.class,
            PersistentVolumeClaim.class,
            Service.class)
        .flatMap(context::getSecondaryResourcesAsStream)
        .filter(object -> Owners.ownedByAnother(stack, object))
        .map(object -> object.getKind() + " " + object.getMetadata().getName())
        .min(Comparator.naturalOrder())
        .map(
            object ->
                new Failure(
                    ConditionType.TRACKER_AVAILABLE,
                    Reason.EARLIER_STACK_LEAVING,
                    object + " of an earlier stack of this name is still there"));
  }
}
