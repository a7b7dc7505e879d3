package com.torrust.operator.workflow;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Owners;
import com.torrust.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.GarbageCollected;
import io.javaoperatorsdk.operator.processing.dependent.BulkDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.Creator;
import io.javaoperatorsdk.operator.processing.dependent.Updater;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Child objects of one kind whose number the spec decides; those no longer wanted are deleted.
 *
 * @param <R> their kind
 */
public abstract class Children<R extends HasMetadata>
    extends KubernetesDependentResource<R, TorrustStack>
    implements BulkDependentResource<R, TorrustStack, ResourceID>,
        Creator<R, TorrustStack>,
        Updater<R, TorrustStack>,
        GarbageCollected<TorrustStack>,
        SecondaryToPrimaryMapper<R>,
        Gated {

  private final ConditionType gate;

  /** Creates the children; see {@link Child}. */
  protected Children(Class<R> kind, ConditionType gate) {
    super(kind);
    this.gate = gate;
  }

  /** Returns the children as they should be; pure, and complete with metadata and owner. */
  public abstract List<R> desired(Inputs inputs);

  /**
   * Returns whether an object of the stack is one of these children; asked for objects that the
   * stack owns or that have the name of a child, so that a labelled copy is never deleted.
   */
  protected abstract boolean includes(R object, TorrustStack stack);

  @Override
  public final ConditionType gate() {
    return gate;
  }

  @Override
  public final Map<ResourceID, R> desiredResources(
      TorrustStack stack, Context<TorrustStack> context) {
    return byId(desired(Inputs.of(stack, context)));
  }

  @Override
  public final Map<ResourceID, R> getSecondaryResources(
      TorrustStack stack, Context<TorrustStack> context) {
    return byId(
        context
            .getSecondaryResourcesAsStream(resourceType())
            .filter(object -> includes(object, stack))
            .filter(
                object ->
                    Owners.owns(stack, object)
                        || (Creation.belongs(object, stack)
                            && desiredResources(stack, context)
                                .containsKey(ResourceID.fromResource(object))))
            .toList());
  }

  /** Asked where the kind has an informer of its own. */
  @Override
  public final Set<ResourceID> toPrimaryResourceIDs(R object) {
    return SharedInformers.stackOf(object);
  }

  @Override
  public R create(R desired, TorrustStack stack, Context<TorrustStack> context) {
    return Creation.guarded(() -> super.create(desired, stack, context), desired, stack, context);
  }

  @Override
  protected boolean useSSA(Context<TorrustStack> context) {
    return true;
  }

  @Override
  protected void addReferenceHandlingMetadata(R desired, TorrustStack stack) {
    // desired() sets owner and labels; children are mapped to their stack by label.
  }

  private Map<ResourceID, R> byId(List<R> objects) {
    return objects.stream().collect(toMap(ResourceID::fromResource, identity()));
  }
}
