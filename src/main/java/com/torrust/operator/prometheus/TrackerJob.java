package com.torrust.operator.prometheus;

import com.torrust.operator.tracker.TrackerSchema;
import com.torrust.operator.workflow.Inputs;
import java.util.List;
import java.util.Map;

/**
 * A job that reads the tracker's API, called as Torrust's deployer calls it.
 *
 * @param name the label {@code job} of its series
 * @param path what it reads
 */
record TrackerJob(String name, String path) {

  /** All that there are. */
  static final List<TrackerJob> ALL =
      List.of(
          new TrackerJob("tracker_stats", "/api/v1/stats"),
          new TrackerJob("tracker_metrics", "/api/v1/metrics"));

  /** The parameters of its requests. */
  static final Map<String, List<String>> PARAMETERS = Map.of("format", List.of("prometheus"));

  /** Returns the jobs of a stack, none where the tracker has no metrics. */
  static List<TrackerJob> of(Inputs inputs) {
    return TrackerSchema.hasMetrics(inputs.spec().tracker()) ? ALL : List.of();
  }
}
