package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The Torrust tracker.
 *
 * @param image container image. Default: torrust/tracker:develop.
 * @param imagePullPolicy when the image is pulled. Default: IfNotPresent.
 * @param configSchema schema of the configuration that the image reads, 2.0.0 or 3.0.0. Default: by
 *     the tag of the image (3.x is 2.0.0, develop is 3.0.0); needed when the tag does not tell.
 * @param listed serve whitelisted torrents only. Default: false.
 * @param privateMode serve peers with a key only; UDP listeners are then impossible. Default:
 *     false.
 * @param logLevel least severity that is logged. Default: info.
 * @param announce how often peers are told to announce.
 * @param udp uDP listeners. Default: one called udp on port 6969, none when private; an empty list
 *     means none.
 * @param http HTTP listeners; further ones need a hostname of their own
 * @param api the management API
 * @param onReverseProxy whether the HTTP tracker takes a peer's address from X-Forwarded-For
 * @param database where keys, whitelist and counters are kept. Default: SQLite on the volume.
 * @param settings further keys of the tracker's configuration file, merged last
 * @param env further environment variables of the container.
 * @param storage the volume. Default: 1Gi of the default storage class.
 * @param resources compute resources of the container. Default: requests of 100m CPU and 128Mi
 *     memory, no limits.
 * @param pod scheduling and metadata of the pod.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.http) || self.http.all(a, self.http.exists_one(b, b.port == a.port))",
    fieldPath = ".http",
    message = "two HTTP listeners share a port; give each its own")
@ValidationRule(
    value = "!has(self.http) || self.http.filter(a, !has(a.hostname)).size() <= 1",
    fieldPath = ".http",
    message =
        "only one HTTP listener can be served on spec.hostname; give the others a hostname of their"
            + " own")
@ValidationRule(
    value =
        "!has(self.http) || self.http.all(a, !has(a.hostname) || self.http.exists_one(b,"
            + " has(b.hostname) && b.hostname == a.hostname))",
    fieldPath = ".http",
    message = "two HTTP listeners share a hostname; give each its own")
@ValidationRule(
    value =
        "!has(self.http) || self.http.all(a, !(a.name in ['api', 'health']) &&"
            + " !a.name.matches('^udp-[0-9]+$'))",
    fieldPath = ".http",
    message =
        "the names api, health and udp-<number> belong to the tracker's other ports; choose"
            + " another")
@ValidationRule(
    value = "!has(self.udp) || self.udp.all(a, self.udp.exists_one(b, b.port == a.port))",
    fieldPath = ".udp",
    message = "two UDP listeners share a port; give each its own")
@ValidationRule(
    value = "!has(self.http) || self.http.all(a, !(a.port in [1212, 1313]))",
    fieldPath = ".http",
    message = "ports 1212 and 1313 belong to the tracker's API and health check; choose another")
@ValidationRule(
    value = "!(has(self.private) && self.private) || !has(self.udp) || self.udp.size() == 0",
    fieldPath = ".udp",
    message =
        "a private tracker cannot serve UDP, which carries no keys: remove spec.tracker.udp or set"
            + " spec.tracker.private to false")
@ValidationRule(
    value = "!has(self.image) || !self.image.contains('@') || has(self.configSchema)",
    fieldPath = ".configSchema",
    message =
        "an image named by digest does not tell its configuration schema: set"
            + " spec.tracker.configSchema to 2.0.0 or 3.0.0")
@ValidationRule(
    value =
        "!has(self.env) || self.env.all(e, !(e.name in ['TORRUST_TRACKER_CONFIG_TOML',"
            + " 'TORRUST_TRACKER_CONFIG_TOML_PATH',"
            + " 'TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__ACCESS_TOKENS__ADMIN',"
            + " 'TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__BIND_ADDRESS',"
            + " 'TORRUST_TRACKER_CONFIG_OVERRIDE_HEALTH_CHECK_API__BIND_ADDRESS',"
            + " 'TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__DRIVER',"
            + " 'TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__PATH',"
            + " 'TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__USER',"
            + " 'TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__PASSWORD',"
            + " 'TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__NET__ON_REVERSE_PROXY']))",
    fieldPath = ".env",
    message =
        "the operator sets this variable itself; remove it: TORRUST_TRACKER_CONFIG_TOML,"
            + " TORRUST_TRACKER_CONFIG_TOML_PATH,"
            + " TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__ACCESS_TOKENS__ADMIN,"
            + " TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__BIND_ADDRESS,"
            + " TORRUST_TRACKER_CONFIG_OVERRIDE_HEALTH_CHECK_API__BIND_ADDRESS,"
            + " TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__DRIVER,"
            + " TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__PATH,"
            + " TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__USER,"
            + " TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__PASSWORD,"
            + " TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__NET__ON_REVERSE_PROXY are taken")
@ValidationRule(
    value =
        "!has(self.udp) || self.udp.all(a, !has(a.hostname) || self.udp.exists_one(b,"
            + " has(b.hostname) && b.hostname == a.hostname))",
    fieldPath = ".udp",
    message = "two UDP listeners share a hostname; give each its own")
@ValidationRule(
    value =
        "!has(self.udp) || !self.udp.exists(a, has(a.service) && has(a.service.ipFamilyPolicy) &&"
            + " a.service.ipFamilyPolicy == 'RequireDualStack') || !((has(self.configSchema) &&"
            + " self.configSchema == '2.0.0') || (has(self.image) && self.image.matches("
            + TrackerSpec.RELEASE_3
            + ")))",
    fieldPath = ".udp",
    message =
        "trackers with configuration schema 2.0.0 serve one IP family only: remove ipFamilyPolicy"
            + " RequireDualStack")
@ValidationRule(
    value =
        "!has(self.database) || !has(self.database.driver) || self.database.driver != 'PostgreSQL'"
            + " || !has(self.image) || !self.image.matches("
            + TrackerSpec.RELEASE_3
            + ")",
    fieldPath = ".database",
    message =
        "tracker releases 3.x know SQLite and MySQL only: choose one of them, or a newer image")
@ValidationRule(
    value =
        "!has(self.database) || !has(self.database.tls) || !self.database.tls ||"
            + " (has(self.configSchema) && self.configSchema == '2.0.0' && has(self.image) &&"
            + " !self.image.matches("
            + TrackerSpec.RELEASE_3
            + "))",
    fieldPath = ".database",
    message =
        "only trackers newer than 3.x that read configSchema 2.0.0 can demand TLS from their"
            + " database: remove database.tls")
public record TrackerSpec(
    @Size(min = 1, max = 512)
        @JsonPropertyDescription("Container image. Default: torrust/tracker:develop.")
        String image,
    @JsonPropertyDescription("When the image is pulled. Default: IfNotPresent.")
        ImagePullPolicy imagePullPolicy,
    @JsonPropertyDescription(
            "Schema of the configuration that the image reads, 2.0.0 or 3.0.0. Default: by the tag"
                + " of the image (3.x is 2.0.0, develop is 3.0.0); needed when the tag does not"
                + " tell.")
        ConfigSchema configSchema,
    @JsonPropertyDescription("Serve whitelisted torrents only. Default: false.") Boolean listed,
    @JsonProperty("private")
        @JsonPropertyDescription(
            "Serve peers with a key only; UDP listeners are then impossible. Default: false.")
        Boolean privateMode,
    @JsonPropertyDescription("Least severity that is logged. Default: info.") LogLevel logLevel,
    @JsonPropertyDescription("How often peers are told to announce.") AnnounceSpec announce,
    @Size(max = 16)
        @JsonPropertyDescription(
            "UDP listeners. Default: one called udp on port 6969, none when private; an empty list"
                + " means none.")
        List<UdpListener> udp,
    @Size(max = 8)
        @JsonPropertyDescription(
            "HTTP listeners. Default: one called http on port 7070, served on spec.hostname under"
                + " /announce and /scrape; further ones need a hostname of their own; an empty list"
                + " means none.")
        List<HttpListener> http,
    @JsonPropertyDescription("The management API.") ApiSpec api,
    @JsonPropertyDescription(
            "Whether the HTTP tracker takes a peer's address from X-Forwarded-For: Auto, Always or"
                + " Never. Default: Auto, which does behind an Ingress.")
        OnReverseProxy onReverseProxy,
    @JsonPropertyDescription(
            "Where keys, whitelist and counters are kept. Default: SQLite on the volume.")
        DatabaseSpec database,
    @JsonPropertyDescription(
            "Further keys of the tracker's configuration file, merged last: objects merge, lists"
                + " replace. What the operator sets itself is refused. No secrets: they belong into"
                + " env.")
        Map<String, Object> settings,
    @Size(max = 64) @JsonPropertyDescription("Further environment variables of the container.")
        List<EnvVar> env,
    @JsonPropertyDescription("The volume. Default: 1Gi of the default storage class.")
        StorageSpec storage,
    @JsonPropertyDescription(
            "Compute resources of the container. Default: requests of 100m CPU and 128Mi memory, no"
                + " limits.")
        ResourcesSpec resources,
    @JsonPropertyDescription("Scheduling and metadata of the pod.") PodSettings pod)
    implements ComponentSpec {

  /** CEL: what the image of a release 3.x looks like. */
  static final String RELEASE_3 = "'(^|/)[^/:@]+:v?3([.][0-9]+){0,2}(@[^/]*)?$'";

  private static final String DEFAULT_IMAGE = "torrust/tracker:develop";
  private static final String DEFAULT_SIZE = "1Gi";
  private static final ResourcesSpec DEFAULT_RESOURCES =
      new ResourcesSpec(
          Map.of("cpu", Quantity.parse("100m"), "memory", Quantity.parse("128Mi")), null);

  static final TrackerSpec DEFAULT =
      new TrackerSpec(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null);

  /** Fills in the default of what is absent. */
  public TrackerSpec {
    image = image == null ? DEFAULT_IMAGE : image;
    imagePullPolicy = imagePullPolicy == null ? ImagePullPolicy.IF_NOT_PRESENT : imagePullPolicy;
    env = env == null ? List.of() : List.copyOf(env);
    storage = StorageSpec.orDefault(storage, DEFAULT_SIZE);
    resources = resources == null ? DEFAULT_RESOURCES : resources;
    pod = pod == null ? PodSettings.DEFAULT : pod;
    listed = listed != null && listed;
    privateMode = privateMode != null && privateMode;
    logLevel = logLevel == null ? LogLevel.INFO : logLevel;
    announce = announce == null ? AnnounceSpec.DEFAULT : announce;
    database = database == null ? DatabaseSpec.DEFAULT : database;
    // Kept as it is, nulls included, so that they can be refused in words.
    settings = settings == null ? Map.of() : Collections.unmodifiableMap(settings);
    udp = udp == null ? defaultUdp(privateMode) : List.copyOf(udp);
    api = api == null ? ApiSpec.DEFAULT : api;
    onReverseProxy = onReverseProxy == null ? OnReverseProxy.AUTO : onReverseProxy;
    http = http == null ? List.of(new HttpListener("http", 7070, null)) : List.copyOf(http);
  }

  private static List<UdpListener> defaultUdp(boolean privateMode) {
    return privateMode ? List.of() : List.of(new UdpListener("udp", 6969, null, null, null));
  }

  @Override
  public boolean runs() {
    return true;
  }

  @Override
  public boolean keepsData() {
    return !database.external();
  }
}
