package com.torrust.operator.status;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a Deployment got with its newest generation.
 *
 * @param seen whether the Deployment controller has looked at the newest generation
 * @param complete whether all replicas are of the newest generation and available
 * @param refused why no pod can be made, in the words of the API server; empty when they can
 * @param late whether the progress deadline has passed
 */
record Rollout(boolean seen, boolean complete, Optional<String> refused, boolean late) {

  static Rollout of(Deployment deployment) {
    final DeploymentStatus status = deployment.getStatus();
    if (status == null || !seen(deployment, status)) {
      return new Rollout(false, false, Optional.empty(), false);
    }
    final Integer wanted = deployment.getSpec().getReplicas();
    final boolean complete =
        Objects.equals(wanted, status.getReplicas())
            && Objects.equals(wanted, status.getUpdatedReplicas())
            && Objects.equals(wanted, status.getAvailableReplicas());
    final Optional<String> refused =
        condition(status, "ReplicaFailure", "True").map(DeploymentCondition::getMessage);
    final boolean late =
        condition(status, "Progressing", "False")
            .filter(condition -> "ProgressDeadlineExceeded".equals(condition.getReason()))
            .isPresent();
    return new Rollout(true, complete, refused, late);
  }

  private static boolean seen(Deployment deployment, DeploymentStatus status) {
    return status.getObservedGeneration() != null
        && status.getObservedGeneration() >= deployment.getMetadata().getGeneration();
  }

  private static Optional<DeploymentCondition> condition(
      DeploymentStatus status, String type, String value) {
    return status.getConditions().stream()
        .filter(
            condition -> type.equals(condition.getType()) && value.equals(condition.getStatus()))
        .findFirst();
  }
}
