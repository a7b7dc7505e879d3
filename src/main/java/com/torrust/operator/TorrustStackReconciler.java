package com.torrust.operator;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.javaoperatorsdk.operator.api.reconciler.*;

@ControllerConfiguration
public class TorrustStackReconciler implements Reconciler<TorrustStack> {
  @Override
  public UpdateControl<TorrustStack> reconcile(TorrustStack s, Context<TorrustStack> c) {
    return UpdateControl.noUpdate();
  }
}
