package com.torrust.operator.status;

import static com.torrust.operator.kube.Component.GRAFANA;
import static com.torrust.operator.kube.Component.PROMETHEUS;
import static com.torrust.operator.kube.Component.TRACKER;
import static com.torrust.operator.status.ConditionType.GRAFANA_AVAILABLE;
import static com.torrust.operator.status.ConditionType.PROMETHEUS_AVAILABLE;
import static com.torrust.operator.status.ConditionType.TRACKER_AVAILABLE;
import static com.torrust.operator.status.Situations.Overall.READY;
import static com.torrust.operator.status.Situations.Overall.RECONCILING;
import static com.torrust.operator.status.Situations.Overall.STALLED;
import static com.torrust.operator.status.Situations.line;

import com.torrust.operator.status.Situations.Line;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.stream.Stream;

/** Lines about one Deployment, its pod and its volume. */
final class ComponentSituations {

  private static final String BACK_OFF = "back-off 5m0s restarting failed container";
  private static final String QUOTA = "pods \"demo-tracker-1\" is forbidden: exceeded quota: small";
  private static final String NO_NODE = "Unschedulable: 0/3 nodes are available";
  private static final String NO_IMAGE =
      "the pod of tracker: ErrImagePull for image torrust/tracker:develop: manifest unknown";
  private static final String NO_STORAGE =
      "PersistentVolumeClaim demo-prometheus of prometheus is Pending: Unschedulable: unbound";

  private ComponentSituations() {}

  static Stream<Line> rollouts() {
    return Stream.of(
        line("all there", s -> s)
            .holds(TRACKER_AVAILABLE, "Available", "Deployment demo-tracker is available", READY),
        line("nothing created yet", s -> s.nothingCreated())
            .fails(GRAFANA_AVAILABLE, "NotCreated", "the Deployment of grafana", RECONCILING),
        line("a Deployment is missing", s -> s.without(Deployment.class))
            .fails(TRACKER_AVAILABLE, "NotCreated", "the Deployment of tracker", RECONCILING),
        line("rolling out", s -> s.unavailable(PROMETHEUS))
            .fails(PROMETHEUS_AVAILABLE, "RollingOut", "Deployment demo-prometheus", RECONCILING),
        line(
                "newest generation not seen",
                s -> s.deployment(TRACKER, d -> d.setObservedGeneration(3L)))
            .fails(TRACKER_AVAILABLE, "RollingOut", "Deployment demo-tracker", RECONCILING),
        line("never seen", s -> s.deployment(TRACKER, d -> d.setObservedGeneration(null)))
            .fails(TRACKER_AVAILABLE, "RollingOut", "Deployment demo-tracker", RECONCILING),
        line("old replica still there", s -> s.deployment(TRACKER, d -> d.setReplicas(2)))
            .fails(TRACKER_AVAILABLE, "RollingOut", "Deployment demo-tracker", RECONCILING),
        line(
                "only the old replica there",
                s -> s.deployment(TRACKER, d -> d.setUpdatedReplicas(null)))
            .fails(TRACKER_AVAILABLE, "RollingOut", "Deployment demo-tracker", RECONCILING),
        line("late for an unknown cause", s -> s.late(GRAFANA))
            .fails(GRAFANA_AVAILABLE, "RollingOut", "Deployment demo-grafana", RECONCILING),
        line(
                "quota exceeded",
                s -> s.condition(TRACKER, "ReplicaFailure", "True", "FailedCreate", QUOTA))
            .fails(TRACKER_AVAILABLE, "RefusedByCluster", QUOTA, STALLED));
  }

  static Stream<Line> pods() {
    return Stream.of(
        line("image not pulled", s -> s.waiting(TRACKER, "ErrImagePull", "manifest unknown"))
            .fails(TRACKER_AVAILABLE, "ImagePullFailing", NO_IMAGE, RECONCILING),
        line(
                "image not pulled again",
                s -> s.waiting(GRAFANA, "ImagePullBackOff", "Back-off pulling"))
            .fails(GRAFANA_AVAILABLE, "ImagePullFailing", "check the image name", RECONCILING),
        line(
                "image not pulled in time",
                s -> s.waiting(TRACKER, "ImagePullBackOff", "Back-off pulling").late(TRACKER))
            .fails(
                TRACKER_AVAILABLE,
                "ImagePullFailed",
                "ImagePullBackOff for image torrust/tracker:develop",
                STALLED),
        line("image name invalid", s -> s.waiting(TRACKER, "InvalidImageName", "couldn't parse"))
            .fails(TRACKER_AVAILABLE, "ImagePullFailed", "InvalidImageName", STALLED),
        line("crash loop", s -> s.crashing(TRACKER, 101, BACK_OFF))
            .fails(
                TRACKER_AVAILABLE, "CrashLooping", "ended with exit code 101 (Error)", RECONCILING),
        line(
                "Secret of a variable missing",
                s -> s.waiting(GRAFANA, "CreateContainerConfigError", "secret \"x\" not found"))
            .fails(GRAFANA_AVAILABLE, "ContainerNotCreated", "secret \"x\" not found", RECONCILING),
        line("container being created", s -> s.waiting(GRAFANA, "ContainerCreating", null))
            .fails(GRAFANA_AVAILABLE, "RollingOut", "is not available yet", RECONCILING),
        line(
                "pod with trouble on its way out",
                s -> s.waiting(TRACKER, "ErrImagePull", "x").podsTerminating())
            .fails(TRACKER_AVAILABLE, "RollingOut", "is not available yet", RECONCILING),
        line("no node fits", s -> s.unschedulable(PROMETHEUS, "0/3 nodes are available"))
            .fails(PROMETHEUS_AVAILABLE, "Unschedulable", NO_NODE, RECONCILING),
        line(
                "volume pending",
                s -> s.unschedulable(PROMETHEUS, "unbound").volumePending(PROMETHEUS))
            .fails(PROMETHEUS_AVAILABLE, "VolumePending", NO_STORAGE, RECONCILING),
        line("volume pending until the first pod", s -> s.volumePending(TRACKER))
            .holds(TRACKER_AVAILABLE, "Available", "available", READY),
        line("volume being deleted", s -> s.volumeTerminating(TRACKER))
            .fails(
                TRACKER_AVAILABLE,
                "VolumeTerminating",
                "PersistentVolumeClaim demo-tracker is being deleted",
                STALLED));
  }
}
