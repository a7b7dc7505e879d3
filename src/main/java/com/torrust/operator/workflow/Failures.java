package com.torrust.operator.workflow;

import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Problem;
import com.torrust.operator.status.Reason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.dependent.workflow.WorkflowReconcileResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns what went wrong in a workflow into failures that a person understands. */
public final class Failures {

  /** Answers of the API server that stay the same until somebody changes something. */
  private static final Set<Integer> REFUSALS = Set.of(400, 403, 413, 422);

  private Failures() {}

  /** Returns the failures of a workflow. */
  public static List<Failure> of(WorkflowReconcileResult result) {
    return result.getErroredDependents().entrySet().stream()
        .map(entry -> failure((Gated) entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Returns an exception that may not come again at once, and is worth a retry. */
  public static Optional<Exception> retryable(WorkflowReconcileResult result) {
    return result.getErroredDependents().entrySet().stream()
        .map(Map.Entry::getValue)
        .filter(e -> !(e instanceof Problem) && !refused(e))
        .findFirst();
  }

  private static Failure failure(Gated child, Exception e) {
    if (e instanceof Problem problem) {
      return new Failure(child.gate(), problem.reason(), problem.getMessage());
    }
    return new Failure(
        child.gate(), refused(e) ? Reason.REFUSED_BY_CLUSTER : Reason.APPLY_FAILED, words(e));
  }

  private static boolean refused(Exception e) {
    return e instanceof KubernetesClientException kube && REFUSALS.contains(kube.getCode());
  }

  private static String words(Exception e) {
    if (e instanceof KubernetesClientException kube
        && kube.getStatus() != null
        && kube.getStatus().getMessage() != null) {
      return "the API server answers: " + kube.getStatus().getMessage();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
