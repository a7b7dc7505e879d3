package com.torrust.operator.tracker;

import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.TrackerSpec;
import com.torrust.operator.status.Problem;
import com.torrust.operator.status.Reason;
import java.util.Optional;

/**
 * Tells which configuration schema a tracker image reads, and whether it has metrics.
 *
 * <p>Releases 3.x read 2.0.0. The branch {@code develop} reads 3.0.0 since torrust-tracker pull
 * request 2103 of August 2026. No other tag is known to mean one or the other.
 */
public final class TrackerSchema {

  private static final String RELEASE_3 = "v?3([.]\\d+){0,2}";

  private TrackerSchema() {}

  /** Returns the schema in effect, empty when neither the user nor the image's tag names it. */
  public static Optional<ConfigSchema> of(TrackerSpec tracker) {
    return tracker.configSchema() != null
        ? Optional.of(tracker.configSchema())
        : ofTag(tag(tracker.image()));
  }

  /**
   * Returns whether Prometheus can read anything of the tracker. Releases 3.x have no {@code
   * /api/v1/metrics}, and tell their statistics as JSON only.
   */
  public static boolean hasMetrics(TrackerSpec tracker) {
    return tracker.configSchema() == ConfigSchema.V3 || !tag(tracker.image()).matches(RELEASE_3);
  }

  /**
   * Returns the schema in effect.
   *
   * @throws Problem when neither the user nor the image's tag names it
   */
  static ConfigSchema inEffect(TrackerSpec tracker) {
    return of(tracker)
        .orElseThrow(
            () ->
                new Problem(
                    Reason.SCHEMA_UNKNOWN,
                    "the tag of the image "
                        + tracker.image()
                        + " does not tell which configuration schema the tracker reads"));
  }

  private static Optional<ConfigSchema> ofTag(String tag) {
    if (tag.matches(RELEASE_3)) {
      return Optional.of(ConfigSchema.V2);
    }
    return tag.equals("develop") ? Optional.of(ConfigSchema.V3) : Optional.empty();
  }

  private static String tag(String image) {
    final String name = image.substring(image.lastIndexOf('/') + 1).replaceFirst("@.*", "");
    return name.contains(":") ? name.substring(name.indexOf(':') + 1) : "latest";
  }
}
