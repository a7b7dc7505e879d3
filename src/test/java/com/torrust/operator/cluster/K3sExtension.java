package com.torrust.operator.cluster;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Puts a k3s in the place of the run's cluster, for one class and what is nested in it. */
public final class K3sExtension implements ExecutionCondition, BeforeAllCallback {

  private static final String SKIPPED = "k3s is skipped: no container engine answers here";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (K3sCluster.isAvailable()) {
      return ConditionEvaluationResult.enabled("a container engine answers");
    }
    System.out.println(SKIPPED);
    return ConditionEvaluationResult.disabled(SKIPPED);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    final ExtensionContext.Store store = context.getStore(ClusterExtension.NAMESPACE);
    // Called for nested classes too, whose stores see the outer one's.
    if (!store.getOrDefault(K3sExtension.class, Boolean.class, false)) {
      store.put(K3sExtension.class, true);
      store.put(ClusterExtension.Start.class, ClusterExtension.Start.attempt(K3sCluster::start));
    }
  }
}
