package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.StorageSpec;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Names;
import com.torrust.operator.kube.Quantities;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Problem;
import com.torrust.operator.status.Reason;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;
import java.util.Map;

/**
 * The volume of a component. Never deleted by the operator; without owner under {@code Retain}, so
 * that a later stack of the same name takes it up again.
 */
public abstract class Volume extends Child<PersistentVolumeClaim> {

  private final Component component;

  /** Creates the volume of the given component. */
  protected Volume(Component component) {
    super(PersistentVolumeClaim.class, ConditionType.of(component));
    this.component = component;
  }

  @Override
  protected final String name(Names names) {
    return names.of(component);
  }

  @Override
  public final PersistentVolumeClaim desired(Inputs inputs) {
    final StorageSpec storage = component.in(inputs.spec()).storage();
    return new PersistentVolumeClaimBuilder()
        .withMetadata(
            Metadata.data(
                inputs.stack(),
                name(inputs.names()),
                component,
                inputs.spec().dataPolicyOf(storage)))
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(storage.storageClassName())
        .withNewResources()
        .withRequests(Map.of("storage", Quantities.canonical(storage.size())))
        .endResources()
        .endSpec()
        .build();
  }

  /**
   * Creates the volume, unless its component already runs on it: then it was deleted under the
   * component, and an empty one would hide the loss.
   */
  @Override
  public PersistentVolumeClaim create(
      PersistentVolumeClaim desired, TorrustStack stack, Context<TorrustStack> context) {
    final String name = desired.getMetadata().getName();
    final boolean runs =
        context
            .getSecondaryResourcesAsStream(Deployment.class)
            .anyMatch(deployment -> uses(deployment, name));
    if (runs) {
      throw new Problem(
          Reason.VOLUME_LOST,
          "PersistentVolumeClaim " + name + " was deleted while Deployment " + name + " uses it");
    }
    return super.create(desired, stack, context);
  }

  /** Returns whether the component runs and needs its volume. */
  public final boolean wanted(TorrustStackSpec stack) {
    return component.in(stack).runs() && component.in(stack).keepsData();
  }

  /**
   * A volume is made only for a component that needs it and whose Secrets are there: with the volume,
   * a Secret that was never made would count as lost. One that exists is kept in step.
   */
  @Override
  public ReconcileResult<PersistentVolumeClaim> reconcile(
      TorrustStack stack, Context<TorrustStack> context) {
    final boolean wanted =
        wanted(stack.getSpec()) && !Inputs.of(stack, context).secrets().lacking(gate());
    return wanted || getSecondaryResource(stack, context).isPresent()
        ? super.reconcile(stack, context)
        : ReconcileResult.noOperation(null);
  }

  /** A class that cannot grow volumes must not keep the component from other changes. */
  @Override
  public PersistentVolumeClaim update(
      PersistentVolumeClaim actual,
      PersistentVolumeClaim desired,
      TorrustStack stack,
      Context<TorrustStack> context) {
    try {
      return super.update(actual, desired, stack, context);
    } catch (KubernetesClientException e) {
      if (Quantities.less(size(actual), size(desired)) && Failures.refused(e)) {
        return actual;
      }
      throw e;
    }
  }

  @Override
  public Result<PersistentVolumeClaim> match(
      PersistentVolumeClaim actual,
      PersistentVolumeClaim desired,
      TorrustStack stack,
      Context<TorrustStack> context) {
    keepWhatCannotChange(
        actual, desired.getSpec(), context.getControllerConfiguration().fieldManager());
    return super.match(actual, desired, stack, context);
  }

  private static void keepWhatCannotChange(
      PersistentVolumeClaim actual, PersistentVolumeClaimSpec desired, String fieldManager) {
    final String actualClass = actual.getSpec().getStorageClassName();
    final String desiredClass = desired.getStorageClassName();
    if (desiredClass != null && !desiredClass.equals(actualClass)) {
      throw new Problem(
          Reason.STORAGE_IMMUTABLE,
          "PersistentVolumeClaim "
              + actual.getMetadata().getName()
              + " has the storage class "
              + actualClass
              + ", the stack asks for "
              + desiredClass);
    }
    if (desiredClass == null && wroteClass(actual, fieldManager)) {
      desired.setStorageClassName(actualClass);
    }
    if (Quantities.less(desired.getResources().getRequests().get("storage"), size(actual))) {
      desired.getResources().setRequests(Map.of("storage", size(actual)));
    }
  }

  private static boolean uses(Deployment deployment, String claim) {
    return deployment.getSpec().getTemplate().getSpec().getVolumes().stream()
        .map(io.fabric8.kubernetes.api.model.Volume::getPersistentVolumeClaim)
        .anyMatch(source -> source != null && source.getClaimName().equals(claim));
  }

  static Quantity size(PersistentVolumeClaim claim) {
    return claim.getSpec().getResources().getRequests().get("storage");
  }

  /** A volume taken up again may have been made by a stack that named its class. */
  private static boolean wroteClass(PersistentVolumeClaim claim, String fieldManager) {
    return claim.getMetadata().getManagedFields().stream()
        .filter(entry -> fieldManager.equals(entry.getManager()))
        .map(ManagedFieldsEntry::getFieldsV1)
        .map(fields -> fields.getAdditionalProperties().get("f:spec"))
        .anyMatch(spec -> spec instanceof Map<?, ?> map && map.containsKey("f:storageClassName"));
  }
}
