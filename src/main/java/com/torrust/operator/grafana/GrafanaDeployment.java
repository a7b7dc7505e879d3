package com.torrust.operator.grafana;

import com.torrust.operator.api.v1alpha1.GrafanaSpec;
import com.torrust.operator.exposure.PublicUrl;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Containers;
import com.torrust.operator.kube.Hash;
import com.torrust.operator.kube.Names;
import com.torrust.operator.kube.PodTemplates;
import com.torrust.operator.workflow.ComponentDeployment;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Grafana's Deployment.
 *
 * <p>The root URL is the public one: Grafana Live refuses a WebSocket whose Origin is neither that
 * nor the request's own host. Nothing phones home, unless the user says so.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/setup-grafana/set-up-grafana-live/">Set up
 *     Grafana Live</a>
 */
public final class GrafanaDeployment extends ComponentDeployment {

  private static final String PROVISIONING_DIR = "/etc/grafana/provisioning/";
  private static final String BY_FILE = "__FILE$";
  private static final String NO_PLUGINS = "GF_PLUGINS_PREINSTALL_DISABLED";

  /** By which a user names plugins to install. */
  private static final Set<String> PLUGINS =
      Set.of("GF_PLUGINS_PREINSTALL", "GF_PLUGINS_PREINSTALL_SYNC", "GF_INSTALL_PLUGINS");

  private static final long USER = 472;
  private static final long GRACE_SECONDS = 30;

  /** Creates the child. */
  public GrafanaDeployment() {
    super(Component.GRAFANA);
  }

  @Override
  public Deployment desired(Inputs inputs) {
    return PodTemplates.deployment(
        inputs.stack(),
        new PodTemplates.Pod(
            Component.GRAFANA,
            USER,
            GRACE_SECONDS,
            Hash.of(
                GrafanaProvisioning.datasource(inputs),
                GrafanaProvisioning.provider(),
                inputs.secrets().metricsHash()),
            container(inputs),
            volumes(inputs.names())));
  }

  private static Container container(Inputs inputs) {
    return new ContainerBuilder()
        .withName(Component.GRAFANA.label())
        .withEnv(
            besides(
                Stream.concat(env(inputs).stream(), metrics(inputs)),
                inputs.spec().grafana().env()))
        .withPorts(Containers.port(GrafanaService.PORT_NAME, GrafanaService.PORT, "TCP"))
        .withStartupProbe(Containers.httpProbe("/api/health", GrafanaService.PORT_NAME, 5, 60))
        .withLivenessProbe(Containers.httpProbe("/api/health", GrafanaService.PORT_NAME, 20, 3))
        .withReadinessProbe(Containers.httpProbe("/api/health", GrafanaService.PORT_NAME, 5, 2))
        .withVolumeMounts(
            Containers.mount("datasources", PROVISIONING_DIR + "datasources", true),
            Containers.mount("dashboard-providers", PROVISIONING_DIR + "dashboards", true),
            Containers.mount("dashboards", GrafanaProvisioning.DASHBOARDS_DIR, true),
            Containers.mount("extra-dashboards", GrafanaProvisioning.EXTRA_DASHBOARDS_DIR, true),
            Containers.mount("data", "/var/lib/grafana", false),
            Containers.mount("logs", "/var/log/grafana", false),
            Containers.mount("tmp", "/tmp", false))
        .build();
  }

  private static List<EnvVar> env(Inputs inputs) {
    final GrafanaSpec grafana = inputs.spec().grafana();
    final String origin = PublicUrl.origin(inputs.spec());
    final String admin = inputs.secrets().adminName();
    return List.of(
        Containers.env("GF_SERVER_ROOT_URL", origin + "/"),
        Containers.env("GF_LIVE_ALLOWED_ORIGINS", origin),
        Containers.env("GF_LIVE_MAX_CONNECTIONS", maxConnections(grafana)),
        Containers.envFromSecret("GF_SECURITY_ADMIN_USER", admin, GrafanaAdminSecret.USERNAME),
        Containers.envFromSecret("GF_SECURITY_ADMIN_PASSWORD", admin, GrafanaAdminSecret.PASSWORD),
        Containers.env(
            "GF_SECURITY_COOKIE_SECURE", Boolean.toString(PublicUrl.secure(inputs.spec()))),
        Containers.env("GF_AUTH_ANONYMOUS_HIDE_VERSION", "true"),
        Containers.env("GF_ANALYTICS_REPORTING_ENABLED", "false"),
        Containers.env("GF_ANALYTICS_CHECK_FOR_UPDATES", "false"),
        Containers.env("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false"),
        Containers.env("GF_NEWS_NEWS_FEED_ENABLED", "false"),
        Containers.env("GF_SECURITY_DISABLE_GRAVATAR", "true"),
        Containers.env("GF_SNAPSHOTS_EXTERNAL_ENABLED", "false"),
        Containers.env(NO_PLUGINS, "true"),
        Containers.env("GF_PLUGINS_PREINSTALL_AUTO_UPDATE", "false"),
        Containers.env("GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED", "true"));
  }

  /** Everything below the public "/" can be read by anyone, metrics only with their password. */
  private static Stream<EnvVar> metrics(Inputs inputs) {
    final String secret = inputs.names().grafanaMetrics();
    return inputs.spec().grafanaMetrics()
        ? Stream.of(
            Containers.env("GF_METRICS_ENABLED", "true"),
            Containers.envFromSecret(
                "GF_METRICS_BASIC_AUTH_USERNAME", secret, GrafanaMetricsSecret.USERNAME),
            Containers.envFromSecret(
                "GF_METRICS_BASIC_AUTH_PASSWORD", secret, GrafanaMetricsSecret.PASSWORD))
        : Stream.of(Containers.env("GF_METRICS_ENABLED", "false"));
  }

  /**
   * Returns which of our variables go with those of the user. The image's entrypoint ends when a
   * setting is given both directly and by a file, and plugins are not installed where none may be.
   */
  private static List<EnvVar> besides(Stream<EnvVar> ours, List<EnvVar> users) {
    final Set<String> settings =
        users.stream()
            .map(EnvVar::getName)
            .map(name -> name.replaceFirst(BY_FILE, ""))
            .collect(Collectors.toSet());
    final boolean plugins = settings.stream().anyMatch(PLUGINS::contains);
    return ours.filter(variable -> !settings.contains(variable.getName()))
        .filter(variable -> !plugins || !variable.getName().equals(NO_PLUGINS))
        .toList();
  }

  private static String maxConnections(GrafanaSpec grafana) {
    return Integer.toString(grafana.live().enabled() ? grafana.live().maxConnections() : 0);
  }

  private static List<Volume> volumes(Names names) {
    final String name = names.of(Component.GRAFANA);
    return List.of(
        file("datasources", name, GrafanaProvisioning.DATASOURCE),
        file("dashboard-providers", name, GrafanaProvisioning.PROVIDER),
        Containers.configMap("dashboards", names.grafanaDashboards()),
        Containers.optionalConfigMap("extra-dashboards", names.grafanaExtraDashboards()),
        Containers.claim("data", name),
        Containers.scratch("logs"),
        Containers.scratch("tmp"));
  }

  private static Volume file(String volume, String configMap, String file) {
    return new VolumeBuilder()
        .withName(volume)
        .withNewConfigMap()
        .withName(configMap)
        .addNewItem()
        .withKey(file)
        .withPath(file)
        .endItem()
        .endConfigMap()
        .build();
  }
}
