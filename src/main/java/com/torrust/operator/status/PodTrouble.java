package com.torrust.operator.status;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;

/**
 * What keeps a pod from running, in Kubernetes' own words.
 *
 * @param reason the reason
 * @param observed what was seen, without advice
 */
record PodTrouble(Reason reason, String observed) {

  /**
   * Returns what keeps the first troubled pod from running.
   *
   * @param late whether the progress deadline has passed
   */
  static Optional<PodTrouble> of(List<Pod> pods, boolean late) {
    return pods.stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && pod.getStatus() != null)
        .flatMap(pod -> of(pod, late).stream())
        .findFirst();
  }

  private static Optional<PodTrouble> of(Pod pod, boolean late) {
    final Optional<PodTrouble> unschedulable =
        pod.getStatus().getConditions().stream()
            .filter(
                c -> "PodScheduled".equals(c.getType()) && "Unschedulable".equals(c.getReason()))
            .findFirst()
            .map(c -> new PodTrouble(Reason.UNSCHEDULABLE, "Unschedulable: " + c.getMessage()));
    return unschedulable.isPresent()
        ? unschedulable
        : pod.getStatus().getContainerStatuses().stream()
            .filter(status -> status.getState() != null)
            .flatMap(status -> of(status, late).stream())
            .findFirst();
  }

  private static Optional<PodTrouble> of(ContainerStatus container, boolean late) {
    final ContainerStateWaiting waiting = container.getState().getWaiting();
    if (waiting == null || waiting.getReason() == null) {
      return Optional.empty();
    }
    return switch (waiting.getReason()) {
      case "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "RegistryUnavailable" ->
          trouble(late ? Reason.IMAGE_PULL_FAILED : Reason.IMAGE_PULL_FAILING, waiting, container);
      case "InvalidImageName" -> trouble(Reason.IMAGE_PULL_FAILED, waiting, container);
      case "CrashLoopBackOff" ->
          Optional.of(new PodTrouble(Reason.CRASH_LOOPING, "CrashLoopBackOff" + end(container)));
      case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
          trouble(Reason.CONTAINER_NOT_CREATED, waiting, container);
      default -> Optional.empty();
    };
  }

  private static Optional<PodTrouble> trouble(
      Reason reason, ContainerStateWaiting waiting, ContainerStatus container) {
    final String quoted = waiting.getMessage() == null ? "" : ": " + waiting.getMessage();
    return Optional.of(
        new PodTrouble(
            reason, waiting.getReason() + " for image " + container.getImage() + quoted));
  }

  /** The waiting message of a crash loop counts seconds, so the last end is told instead. */
  private static String end(ContainerStatus container) {
    final ContainerStateTerminated last =
        container.getLastState() == null ? null : container.getLastState().getTerminated();
    return last == null
        ? ""
        : ": the container ended with exit code "
            + last.getExitCode()
            + " ("
            + last.getReason()
            + ")";
  }
}
