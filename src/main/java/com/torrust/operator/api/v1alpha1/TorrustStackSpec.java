package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What the user wants of a stack.
 *
 * @param hostname public hostname of the stack: a full DNS name of lower-case letters, digits and
 *     hyphens such as tracker.example.org.
 * @param suspend leave all children as they are; the status is still kept. Default: false.
 * @param dataPolicy what becomes of volumes and generated Secrets when the stack is deleted: Retain
 *     or Delete. Default: Retain.
 * @param imagePullSecrets secrets for pulling the images.
 * @param tracker the Torrust tracker.
 * @param prometheus prometheus, which scrapes the tracker.
 * @param grafana grafana, on the public hostname.
 * @param exposure how the stack is reached from outside the cluster over HTTP.
 * @param networkPolicy who may reach the pods
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.tracker) || !has(self.tracker.api) || !has(self.tracker.api.hostname) ||"
            + " self.tracker.api.hostname != self.hostname",
    message =
        "spec.tracker.api.hostname cannot be spec.hostname: Grafana and the tracker's API both"
            + " serve /api; give the API a hostname of its own")
@ValidationRule(
    value =
        "!has(self.tracker) || !has(self.tracker.http) || !self.tracker.http.exists(a,"
            + " has(a.hostname) && a.hostname == self.hostname) || self.tracker.http.all(a,"
            + " has(a.hostname))",
    message =
        "two HTTP listeners are served on spec.hostname; give one of them a hostname of its own")
@ValidationRule(value = Hostnames.RULE, fieldPath = ".hostname", message = Hostnames.MESSAGE)
@ValidationRule(
    value =
        "!(has(self.prometheus) && has(self.prometheus.enabled) && !self.prometheus.enabled) ||"
            + " (has(self.grafana) && has(self.grafana.enabled) && !self.grafana.enabled)",
    message =
        "Grafana shows what Prometheus stores: set spec.grafana.enabled to false too, or leave"
            + " Prometheus enabled")
@ValidationRule(
    value =
        "(has(self.exposure) && has(self.exposure.type) && self.exposure.type != 'Ingress') ||"
            + " (has(self.exposure) && has(self.exposure.tls) && has(self.exposure.tls.mode) &&"
            + " self.exposure.tls.mode != 'CertManager') || (has(self.exposure) &&"
            + " has(self.exposure.tls) && has(self.exposure.tls.issuerRef))",
    message =
        "tls.mode CertManager (the default) needs an issuer: set spec.exposure.tls.issuerRef, or"
            + " choose another spec.exposure.tls.mode")
@ValidationRule(
    value =
        "quantity(has(self.tracker) && has(self.tracker.storage) && has(self.tracker.storage.size)"
            + " ? string(self.tracker.storage.size) :"
            + " '1Gi').compareTo(quantity(has(oldSelf.tracker) && has(oldSelf.tracker.storage) &&"
            + " has(oldSelf.tracker.storage.size) ? string(oldSelf.tracker.storage.size) : '1Gi'))"
            + " >= 0",
    message =
        "the volume cannot shrink: spec.tracker.storage.size must stay at least what it was (absent"
            + " means 1Gi)")
@ValidationRule(
    value =
        "(has(self.tracker) && has(self.tracker.storage) &&"
            + " has(self.tracker.storage.storageClassName) ? self.tracker.storage.storageClassName"
            + " : '') == (has(oldSelf.tracker) && has(oldSelf.tracker.storage) &&"
            + " has(oldSelf.tracker.storage.storageClassName) ?"
            + " oldSelf.tracker.storage.storageClassName : '')",
    message =
        "a volume stays in its storage class: spec.tracker.storage.storageClassName cannot be set,"
            + " changed or removed once the stack exists")
@ValidationRule(
    value =
        "quantity(has(self.prometheus) && has(self.prometheus.storage) &&"
            + " has(self.prometheus.storage.size) ? string(self.prometheus.storage.size) :"
            + " '10Gi').compareTo(quantity(has(oldSelf.prometheus) &&"
            + " has(oldSelf.prometheus.storage) && has(oldSelf.prometheus.storage.size) ?"
            + " string(oldSelf.prometheus.storage.size) : '10Gi')) >= 0",
    message =
        "the volume cannot shrink: spec.prometheus.storage.size must stay at least what it was"
            + " (absent means 10Gi)")
@ValidationRule(
    value =
        "(has(self.prometheus) && has(self.prometheus.storage) &&"
            + " has(self.prometheus.storage.storageClassName) ?"
            + " self.prometheus.storage.storageClassName : '') == (has(oldSelf.prometheus) &&"
            + " has(oldSelf.prometheus.storage) && has(oldSelf.prometheus.storage.storageClassName)"
            + " ? oldSelf.prometheus.storage.storageClassName : '')",
    message =
        "a volume stays in its storage class: spec.prometheus.storage.storageClassName cannot be"
            + " set, changed or removed once the stack exists")
@ValidationRule(
    value =
        "quantity(has(self.grafana) && has(self.grafana.storage) && has(self.grafana.storage.size)"
            + " ? string(self.grafana.storage.size) :"
            + " '1Gi').compareTo(quantity(has(oldSelf.grafana) && has(oldSelf.grafana.storage) &&"
            + " has(oldSelf.grafana.storage.size) ? string(oldSelf.grafana.storage.size) : '1Gi'))"
            + " >= 0",
    message =
        "the volume cannot shrink: spec.grafana.storage.size must stay at least what it was (absent"
            + " means 1Gi)")
@ValidationRule(
    value =
        "(has(self.grafana) && has(self.grafana.storage) &&"
            + " has(self.grafana.storage.storageClassName) ? self.grafana.storage.storageClassName"
            + " : '') == (has(oldSelf.grafana) && has(oldSelf.grafana.storage) &&"
            + " has(oldSelf.grafana.storage.storageClassName) ?"
            + " oldSelf.grafana.storage.storageClassName : '')",
    message =
        "a volume stays in its storage class: spec.grafana.storage.storageClassName cannot be set,"
            + " changed or removed once the stack exists")
public record TorrustStackSpec(
    @Required
        @Size(max = 253)
        @JsonPropertyDescription(
            "Public hostname of the stack: a full DNS name of lower-case letters, digits and"
                + " hyphens such as tracker.example.org.")
        String hostname,
    @JsonPropertyDescription(
            "Leave all children as they are; the status is still kept. Default: false.")
        Boolean suspend,
    @JsonPropertyDescription(
            "What becomes of volumes and generated Secrets when the stack is deleted: Retain or"
                + " Delete. Default: Retain.")
        DataPolicy dataPolicy,
    @Size(max = 16) @JsonPropertyDescription("Secrets for pulling the images.")
        List<SecretRef> imagePullSecrets,
    @JsonPropertyDescription("The Torrust tracker.") TrackerSpec tracker,
    @JsonPropertyDescription("Prometheus, which scrapes the tracker.") PrometheusSpec prometheus,
    @JsonPropertyDescription("Grafana, on the public hostname.") GrafanaSpec grafana,
    @JsonPropertyDescription("How the stack is reached from outside the cluster over HTTP.")
        ExposureSpec exposure,
    @JsonPropertyDescription("Who may reach the pods.") NetworkPolicySpec networkPolicy) {

  /** Fills in the default of what is absent. */
  public TorrustStackSpec {
    suspend = suspend != null && suspend;
    dataPolicy = dataPolicy == null ? DataPolicy.RETAIN : dataPolicy;
    imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
    tracker = tracker == null ? TrackerSpec.DEFAULT : tracker;
    prometheus = prometheus == null ? PrometheusSpec.DEFAULT : prometheus;
    grafana = grafana == null ? GrafanaSpec.DEFAULT : grafana;
    exposure = exposure == null ? ExposureSpec.DEFAULT : exposure;
    networkPolicy = networkPolicy == null ? NetworkPolicySpec.DEFAULT : networkPolicy;
  }

  /** Returns whether Grafana offers metrics of itself: nothing reads them without Prometheus. */
  public boolean grafanaMetrics() {
    return grafana.enabled() && prometheus.enabled();
  }

  /** Returns what becomes of the given volume when the stack is deleted. */
  public DataPolicy dataPolicyOf(StorageSpec storage) {
    return storage.dataPolicy() == null ? dataPolicy : storage.dataPolicy();
  }
}
