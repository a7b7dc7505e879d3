package com.torrust.operator.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Puts a k3s in the place of the run's cluster, for one class and what is nested in it. */
public final class K3sExtension implements ExecutionCondition, BeforeAllCallback {

  /** The operator's image as a tar, which has to be built before. */
  public static final Path IMAGE =
      Path.of(System.getProperty("it.image.archive", "target/torrust-operator-image.tar"));

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!K3sCluster.isAvailable()) {
      return skipped("no container engine answers here");
    }
    return Files.isRegularFile(IMAGE)
        ? ConditionEvaluationResult.enabled("a container engine answers, and there is an image")
        : skipped(IMAGE + " is missing, see README.md");
  }

  private static ConditionEvaluationResult skipped(String reason) {
    System.out.println("k3s is skipped: " + reason);
    return ConditionEvaluationResult.disabled("k3s is skipped: " + reason);
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
