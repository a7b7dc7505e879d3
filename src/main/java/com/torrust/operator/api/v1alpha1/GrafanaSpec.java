package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;

/**
 * Grafana, on the public hostname.
 *
 * @param enabled run it. Switching it off keeps its volume. Default: true.
 * @param image container image. Default: grafana/grafana:12.3.1.
 * @param imagePullPolicy when the image is pulled. Default: IfNotPresent.
 * @param adminSecret secret with the keys username and password of the administrator, as in
 *     kubernetes.io/basic-auth. Default: one is generated.
 * @param live grafana Live.
 * @param env further environment variables of the container, such as GF_ settings; those that the
 *     operator needs itself are refused.
 * @param storage the volume. Default: 1Gi of the default storage class.
 * @param resources compute resources of the container. Default: requests of 100m CPU and 192Mi
 *     memory, no limits.
 * @param pod scheduling and metadata of the pod.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.env) || !self.env.exists(e,"
            + " e.name.matches('^GF_SERVER_(ROOT_URL|SERVE_FROM_SUB_PATH|ENFORCE_DOMAIN)"
            + "(__FILE)?$'))",
    fieldPath = ".env",
    message =
        "GF_SERVER_ROOT_URL, GF_SERVER_SERVE_FROM_SUB_PATH and GF_SERVER_ENFORCE_DOMAIN"
            + " cannot be set here: the URL follows from spec.hostname and spec.exposure")
@ValidationRule(
    value =
        "!has(self.env) || !self.env.exists(e,"
            + " e.name.matches('^GF_SERVER_(PROTOCOL|HTTP_ADDR|HTTP_PORT|SOCKET)(__FILE)?$'))",
    fieldPath = ".env",
    message =
        "GF_SERVER_PROTOCOL, GF_SERVER_HTTP_ADDR, GF_SERVER_HTTP_PORT and GF_SERVER_SOCKET"
            + " cannot be set here: the Service and the probes need HTTP on port 3000; TLS ends at"
            + " the ingress controller, see spec.exposure.tls")
@ValidationRule(
    value =
        "!has(self.env) || !self.env.exists(e,"
            + " e.name.matches('^GF_LIVE_(ALLOWED_ORIGINS|MAX_CONNECTIONS)(__FILE)?$'))",
    fieldPath = ".env",
    message =
        "GF_LIVE_ALLOWED_ORIGINS and GF_LIVE_MAX_CONNECTIONS cannot be set here: use"
            + " spec.hostname, spec.grafana.live.enabled and spec.grafana.live.maxConnections")
@ValidationRule(
    value =
        "!has(self.env) || !self.env.exists(e,"
            + " e.name.matches('^GF_(SECURITY_ADMIN_USER|SECURITY_ADMIN_PASSWORD|"
            + "SECURITY_DISABLE_INITIAL_ADMIN_CREATION|AUTH_BASIC_ENABLED)(__FILE)?$'))",
    fieldPath = ".env",
    message =
        "GF_SECURITY_ADMIN_USER, GF_SECURITY_ADMIN_PASSWORD,"
            + " GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION and GF_AUTH_BASIC_ENABLED cannot be set"
            + " here: put username and password into a Secret and name it in"
            + " spec.grafana.adminSecret; the operator signs in with it")
@ValidationRule(
    value =
        "!has(self.env) || !self.env.exists(e,"
            + " e.name.matches('^GF_METRICS_(ENABLED|BASIC_AUTH_USERNAME|BASIC_AUTH_PASSWORD)"
            + "(__FILE)?$'))",
    fieldPath = ".env",
    message =
        "GF_METRICS_ENABLED, GF_METRICS_BASIC_AUTH_USERNAME and"
            + " GF_METRICS_BASIC_AUTH_PASSWORD cannot be set here: the operator decides who may"
            + " read Grafana's metrics, since everything below / is public")
@ValidationRule(
    value =
        "!has(self.env) || !self.env.exists(e,"
            + " e.name.matches('^GF_(PATHS|DATABASE)_'))",
    fieldPath = ".env",
    message =
        "GF_PATHS_ and GF_DATABASE_ variables cannot be set here: Grafana keeps its database"
            + " on the volume of spec.grafana.storage, and the operator mounts its datasource and"
            + " dashboards; for dashboards of your own use a ConfigMap with the label"
            + " torrust.com/dashboards")
public record GrafanaSpec(
    @JsonPropertyDescription("Run it. Switching it off keeps its volume. Default: true.")
        Boolean enabled,
    @Size(min = 1, max = 512)
        @JsonPropertyDescription("Container image. Default: grafana/grafana:12.3.1.")
        String image,
    @JsonPropertyDescription("When the image is pulled. Default: IfNotPresent.")
        ImagePullPolicy imagePullPolicy,
    @JsonPropertyDescription(
            "Secret with the keys username and password of the administrator, as in"
                + " kubernetes.io/basic-auth. Default: one is generated.")
        SecretRef adminSecret,
    @JsonPropertyDescription("Grafana Live.") LiveSpec live,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Further environment variables of the container, such as GF_ settings; those that the"
                + " operator needs itself are refused.")
        List<EnvVar> env,
    @JsonPropertyDescription("The volume. Default: 1Gi of the default storage class.")
        StorageSpec storage,
    @JsonPropertyDescription(
            "Compute resources of the container. Default: requests of 100m CPU and 192Mi memory, no"
                + " limits.")
        ResourcesSpec resources,
    @JsonPropertyDescription("Scheduling and metadata of the pod.") PodSettings pod)
    implements ComponentSpec {
  private static final String DEFAULT_IMAGE = "grafana/grafana:12.3.1";
  private static final String DEFAULT_SIZE = "1Gi";
  private static final ResourcesSpec DEFAULT_RESOURCES =
      new ResourcesSpec(
          Map.of("cpu", Quantity.parse("100m"), "memory", Quantity.parse("192Mi")), null);

  static final GrafanaSpec DEFAULT =
      new GrafanaSpec(null, null, null, null, null, null, null, null, null);

  /** Fills in the default of what is absent. */
  public GrafanaSpec {
    enabled = enabled == null || enabled;
    image = image == null ? DEFAULT_IMAGE : image;
    imagePullPolicy = imagePullPolicy == null ? ImagePullPolicy.IF_NOT_PRESENT : imagePullPolicy;
    env = env == null ? List.of() : List.copyOf(env);
    storage = StorageSpec.orDefault(storage, DEFAULT_SIZE);
    resources = resources == null ? DEFAULT_RESOURCES : resources;
    pod = pod == null ? PodSettings.DEFAULT : pod;
    live = live == null ? LiveSpec.DEFAULT : live;
  }

  @Override
  public boolean runs() {
    return enabled;
  }
}
