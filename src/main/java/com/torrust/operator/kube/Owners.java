package com.torrust.operator.kube;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Optional;

/** Which stack an object is owned by, in whatever version of the API the owner was written. */
public final class Owners {

  private static final String GROUP = HasMetadata.getGroup(TorrustStack.class);
  private static final String KIND = HasMetadata.getKind(TorrustStack.class);

  private Owners() {}

  /** Returns the stack that owns an object, if one does. */
  public static Optional<OwnerReference> stackOf(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> KIND.equals(owner.getKind()))
        .filter(owner -> owner.getApiVersion().startsWith(GROUP + "/"))
        .findFirst();
  }

  /** Returns whether this very stack owns an object. */
  public static boolean owns(TorrustStack stack, HasMetadata object) {
    return stackOf(object)
        .filter(owner -> owner.getUid().equals(stack.getMetadata().getUid()))
        .isPresent();
  }

  /** Returns whether an earlier stack, which is gone, owns an object. */
  public static boolean ownedByAnother(TorrustStack stack, HasMetadata object) {
    return stackOf(object)
        .filter(owner -> !owner.getUid().equals(stack.getMetadata().getUid()))
        .isPresent();
  }
}
