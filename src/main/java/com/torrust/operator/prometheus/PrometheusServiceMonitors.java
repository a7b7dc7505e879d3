package com.torrust.operator.prometheus;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.grafana.GrafanaMetricsSecret;
import com.torrust.operator.grafana.GrafanaService;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Labels;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.tracker.TrackerPorts;
import com.torrust.operator.tracker.TrackerTokenSecret;
import com.torrust.operator.workflow.Children;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.EndpointBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitorBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.ArrayList;
import java.util.List;

/**
 * ServiceMonitors by which a Prometheus of the user's finds the tracker and Grafana, with the names
 * of jobs that the dashboards and rules select by.
 *
 * @see <a
 *     href="https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor">
 *     ServiceMonitor</a>
 */
@KubernetesDependent(informer = @Informer(labelSelector = Labels.SELECTOR))
public final class PrometheusServiceMonitors extends Children<ServiceMonitor> {

  /** Creates the children. */
  public PrometheusServiceMonitors() {
    super(ServiceMonitor.class, ConditionType.MONITORED);
  }

  @Override
  public List<ServiceMonitor> desired(Inputs inputs) {
    final List<ServiceMonitor> monitors = new ArrayList<>();
    if (inputs.spec().prometheus().serviceMonitor() != null) {
      final List<Endpoint> tracker =
          TrackerJob.of(inputs).stream().map(job -> ofTracker(job, inputs)).toList();
      if (!tracker.isEmpty()) {
        monitors.add(monitor(inputs, Component.TRACKER, tracker));
      }
      if (inputs.spec().grafana().enabled()) {
        monitors.add(monitor(inputs, Component.GRAFANA, List.of(ofGrafana(inputs))));
      }
    }
    return monitors;
  }

  @Override
  protected boolean includes(ServiceMonitor monitor, TorrustStack stack) {
    return true;
  }

  private static ServiceMonitor monitor(
      Inputs inputs, Component component, List<Endpoint> endpoints) {
    return new ServiceMonitorBuilder()
        .withMetadata(metadata(inputs, component))
        .withNewSpec()
        .withNewSelector()
        .withMatchLabels(Labels.selector(inputs.names().stack(), component))
        .endSelector()
        .withEndpoints(endpoints)
        .endSpec()
        .build();
  }

  private static ObjectMeta metadata(Inputs inputs, Component component) {
    final ObjectMeta metadata =
        Metadata.owned(inputs.stack(), inputs.names().of(component), component);
    return new ObjectMetaBuilder(metadata)
        .addToLabels(inputs.spec().prometheus().serviceMonitor().labels())
        .build();
  }

  private static Endpoint ofTracker(TrackerJob job, Inputs inputs) {
    return endpoint(job.name(), inputs)
        .withPort(TrackerPorts.API_NAME)
        .withPath(job.path())
        .withParams(TrackerJob.PARAMETERS)
        .withNewAuthorization()
        .withType("Bearer")
        .withCredentials(secret(inputs.names().trackerToken(), TrackerTokenSecret.KEY))
        .endAuthorization()
        .build();
  }

  private static Endpoint ofGrafana(Inputs inputs) {
    final String secret = inputs.names().grafanaMetrics();
    return endpoint("grafana", inputs)
        .withPort(GrafanaService.PORT_NAME)
        .withNewBasicAuth()
        .withUsername(secret(secret, GrafanaMetricsSecret.USERNAME))
        .withPassword(secret(secret, GrafanaMetricsSecret.PASSWORD))
        .endBasicAuth()
        .build();
  }

  private static EndpointBuilder endpoint(String job, Inputs inputs) {
    return new EndpointBuilder()
        .withInterval(inputs.spec().prometheus().scrapeInterval())
        .addNewRelabeling()
        .withAction("replace")
        .withTargetLabel("job")
        .withReplacement(job)
        .endRelabeling();
  }

  private static SecretKeySelector secret(String name, String key) {
    return new SecretKeySelector(key, name, null);
  }
}
