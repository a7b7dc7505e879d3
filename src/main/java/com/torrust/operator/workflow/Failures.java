package com.torrust.operator.workflow;

import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Problem;
import com.torrust.operator.status.Reason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.dependent.workflow.WorkflowReconcileResult;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns what went wrong in a workflow into failures that a person understands. */
public final class Failures {

  /** Answers of the API server that stay the same until somebody changes something. */
  private static final Set<Integer> REFUSALS = Set.of(400, 403, 413, 422);

  /** Signs of an object that does not fit its type, which server-side apply answers with a 500. */
  private static final List<String> UNTYPED =
      List.of(
          "failed to create typed patch object",
          "field not declared in schema",
          "failed to convert new object",
          "unable to convert");

  /** Signs of a refusal that ends by itself: a starting API server knows nobody's rights yet. */
  private static final List<String> PASSING =
      List.of(
          "forbidden: User \"", "not yet ready to handle request", "status unknown for quota");

  private Failures() {}

  /** Returns the failures of a workflow. */
  public static List<Failure> of(WorkflowReconcileResult result) {
    return result.getErroredDependents().entrySet().stream()
        .map(entry -> of(((Gated) entry.getKey()).gate(), entry.getValue()))
        .toList();
  }

  /** Returns an exception that may not come again at once, and is worth a retry. */
  public static Optional<Exception> retryable(WorkflowReconcileResult result) {
    return result.getErroredDependents().entrySet().stream()
        .map(Map.Entry::getValue)
        .filter(e -> !(e instanceof Problem) && !refused(e))
        .findFirst();
  }

  /** Returns what an exception means for a condition. */
  static Failure of(ConditionType gate, Exception e) {
    if (e instanceof Problem problem) {
      return new Failure(gate, problem.reason(), problem.getMessage());
    }
    return new Failure(
        gate, refused(e) ? Reason.REFUSED_BY_CLUSTER : Reason.APPLY_FAILED, words(e));
  }

  /** Returns whether the namespace is being deleted, which ends all work in it. */
  public static boolean inTerminatingNamespace(WorkflowReconcileResult result) {
    return result.getErroredDependents().values().stream()
        .anyMatch(
            e ->
                e instanceof KubernetesClientException kube
                    && kube.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                    && words(kube).contains("because it is being terminated"));
  }

  /** Returns whether the answer stays the same until somebody changes something. */
  static boolean refused(Exception e) {
    return e instanceof KubernetesClientException kube
        && (says(UNTYPED, kube)
            || (REFUSALS.contains(kube.getCode()) && !says(PASSING, kube)));
  }

  private static boolean says(List<String> signs, KubernetesClientException e) {
    return signs.stream().anyMatch(words(e)::contains);
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
