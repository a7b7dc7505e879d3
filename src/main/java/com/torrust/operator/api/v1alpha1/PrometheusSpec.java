package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;

/**
 * Prometheus, which scrapes the tracker.
 *
 * @param enabled run it. Switching it off keeps its volume. Default: true.
 * @param image container image. Default: prom/prometheus:v3.5.0.
 * @param imagePullPolicy when the image is pulled. Default: IfNotPresent.
 * @param scrapeInterval time between two scrapes, such as 15s or 1m. Default: 15s.
 * @param retention how long samples are kept.
 * @param alertmanagers URLs of the Alertmanagers that get the alerts. Default: none.
 * @param additionalScrapeConfigsSecret a file with further jobs under the key scrape_configs.
 * @param serviceMonitor write ServiceMonitors, for a Prometheus of Prometheus Operator; also when
 *     this one is switched off. Default: none.
 * @param env further environment variables of the container.
 * @param storage the volume. Default: 10Gi of the default storage class.
 * @param resources compute resources of the container. Default: requests of 100m CPU and 256Mi
 *     memory, no limits.
 * @param pod scheduling and metadata of the pod.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.scrapeInterval) || !self.scrapeInterval.matches('^[0-9]+[smh]$') ||"
            + " duration(self.scrapeInterval) <= duration('2m')",
    fieldPath = ".scrapeInterval",
    message = "must be at most 2m: Prometheus takes a sample for gone after 5m")
@ValidationRule(
    value =
        "!has(self.retention) || !has(self.retention.size) ||"
            + " !isQuantity(string(self.retention.size)) ||"
            + " (has(self.storage) && has(self.storage.size) &&"
            + " !isQuantity(string(self.storage.size))) ||"
            + " quantity(string(self.retention.size)).isLessThan(quantity(has(self.storage) &&"
            + " has(self.storage.size) ? string(self.storage.size) : '10Gi'))",
    fieldPath = ".retention",
    message =
        "size must be less than storage.size (10Gi where that is absent): Prometheus ends when its"
            + " volume is full")
public record PrometheusSpec(
    @JsonPropertyDescription("Run it. Switching it off keeps its volume. Default: true.")
        Boolean enabled,
    @Size(min = 1, max = 512)
        @JsonPropertyDescription("Container image. Default: prom/prometheus:v3.5.0.")
        String image,
    @JsonPropertyDescription("When the image is pulled. Default: IfNotPresent.")
        ImagePullPolicy imagePullPolicy,
    @Pattern("^[1-9][0-9]{0,5}(s|m|h)$")
        @JsonPropertyDescription("Time between two scrapes, such as 15s or 1m. Default: 15s.")
        String scrapeInterval,
    @JsonPropertyDescription("How long samples are kept.") RetentionSpec retention,
    @Size(max = 8)
        @JsonPropertyDescription(
            "URLs of the Alertmanagers that get the alerts, such as"
                + " http://alertmanager.monitoring:9093. Default: none.")
        List<
                @Size(max = 512)
                @Pattern(
                    "^https?://[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?(:[0-9]{1,5})?(/[-._~a-zA-Z0-9/]*)?$")
                String>
            alertmanagers,
    @JsonPropertyDescription(
            "A file with further jobs under the key scrape_configs, as Prometheus'"
                + " scrape_config_files have them.")
        SecretKeyRef additionalScrapeConfigsSecret,
    @JsonPropertyDescription(
            "Write ServiceMonitors, for a Prometheus of Prometheus Operator; also when this one is"
                + " switched off. Default: none.")
        ServiceMonitorSpec serviceMonitor,
    @Size(max = 64) @JsonPropertyDescription("Further environment variables of the container.")
        List<EnvVar> env,
    @JsonPropertyDescription("The volume. Default: 10Gi of the default storage class.")
        StorageSpec storage,
    @JsonPropertyDescription(
            "Compute resources of the container. Default: requests of 100m CPU and 256Mi memory, no"
                + " limits.")
        ResourcesSpec resources,
    @JsonPropertyDescription("Scheduling and metadata of the pod.") PodSettings pod)
    implements ComponentSpec {
  private static final String DEFAULT_IMAGE = "prom/prometheus:v3.5.0";
  private static final String DEFAULT_SIZE = "10Gi";
  private static final ResourcesSpec DEFAULT_RESOURCES =
      new ResourcesSpec(
          Map.of("cpu", Quantity.parse("100m"), "memory", Quantity.parse("256Mi")), null);

  static final PrometheusSpec DEFAULT =
      new PrometheusSpec(null, null, null, null, null, null, null, null, null, null, null, null);

  /** Fills in the default of what is absent. */
  public PrometheusSpec {
    enabled = enabled == null || enabled;
    image = image == null ? DEFAULT_IMAGE : image;
    imagePullPolicy = imagePullPolicy == null ? ImagePullPolicy.IF_NOT_PRESENT : imagePullPolicy;
    env = env == null ? List.of() : List.copyOf(env);
    storage = StorageSpec.orDefault(storage, DEFAULT_SIZE);
    resources = resources == null ? DEFAULT_RESOURCES : resources;
    pod = pod == null ? PodSettings.DEFAULT : pod;
    scrapeInterval = scrapeInterval == null ? "15s" : scrapeInterval;
    alertmanagers = alertmanagers == null ? List.of() : List.copyOf(alertmanagers);
    retention = retention == null ? RetentionSpec.DEFAULT : retention;
  }

  @Override
  public boolean runs() {
    return enabled;
  }
}
