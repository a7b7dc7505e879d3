package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.api.v1alpha1.UdpListener;
import com.torrust.operator.kube.Component;
import com.torrust.operator.tracker.TrackerSchema;
import java.util.stream.Collectors;

/** What a person should know of a tracker that is well. */
final class TrackerNotes {

  private TrackerNotes() {}

  /** Returns the notes as further clauses of a message, empty when there are none. */
  static String of(TorrustStackSpec stack, Observed observed) {
    return hostPorts(stack.tracker()) + leftBehind(stack.tracker(), observed) + unmeasured(stack);
  }

  private static String hostPorts(TrackerSpec tracker) {
    final String ports =
        tracker.udp().stream()
            .filter(UdpListener::hostPort)
            .map(listener -> listener.port().toString())
            .collect(Collectors.joining(", "));
    return ports.isEmpty()
        ? ""
        : "; its pod binds UDP "
            + ports
            + " of its node (hostPort), which leaves Pod Security restricted and baseline";
  }

  private static String unmeasured(TorrustStackSpec stack) {
    return TrackerSchema.hasMetrics(stack.tracker())
        ? ""
        : "; as a release 3.x it has no metrics for Prometheus";
  }

  private static String leftBehind(TrackerSpec tracker, Observed observed) {
    return tracker.keepsData()
        ? ""
        : observed.volumes(Component.TRACKER).stream()
            .map(claim -> claim.getMetadata().getName())
            .collect(
                Collectors.collectingAndThen(
                    Collectors.joining(", "),
                    claims ->
                        claims.isEmpty()
                            ? ""
                            : "; the SQLite data of before stays behind in PersistentVolumeClaim "
                                + claims
                                + " and is not in the database now used: move what you need, then"
                                + " delete the claim"));
  }
}
