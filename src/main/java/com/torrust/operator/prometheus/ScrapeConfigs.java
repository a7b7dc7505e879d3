package com.torrust.operator.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Further scrape configurations of the user. Prometheus does not start with a file that it cannot
 * read, so what plainly is none is kept from it.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config_file">
 *     scrape_config_files</a>
 */
public final class ScrapeConfigs {

  private static final String KEY = "scrape_configs";
  /** Prometheus takes no key twice either. */
  private static final ObjectReader READER =
      new YAMLMapper().reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private ScrapeConfigs() {}

  /** Returns what is wrong with a file, without anything that stands in it. */
  public static Optional<String> problem(String text) {
    final JsonNode root;
    try {
      root = READER.readTree(text);
    } catch (JsonProcessingException e) {
      return Optional.of("is no YAML, or has a key twice, see line " + e.getLocation().getLineNr());
    }
    if (!root.isObject() || root.size() != 1 || !root.path(KEY).isArray()) {
      return Optional.of("must have the key " + KEY + " with a list of jobs, and nothing else");
    }
    final Set<String> names = new HashSet<>(PrometheusConfig.JOBS);
    int number = 0;
    for (final JsonNode job : root.get(KEY)) {
      number++;
      if (!job.path("job_name").isTextual()) {
        return Optional.of("has no job_name for job " + number);
      }
      if (!names.add(job.get("job_name").asText())) {
        return Optional.of(
            "has a job_name for job "
                + number
                + " that another job has; the stack's own are "
                + String.join(", ", PrometheusConfig.JOBS));
      }
    }
    return Optional.empty();
  }
}
