package com.torrust.operator.status;

import static com.torrust.operator.status.ConditionType.EXPOSED;
import static com.torrust.operator.status.ConditionType.GRAFANA_AVAILABLE;
import static com.torrust.operator.status.ConditionType.MONITORED;
import static com.torrust.operator.status.ConditionType.PROMETHEUS_AVAILABLE;
import static com.torrust.operator.status.ConditionType.SUSPENDED;
import static com.torrust.operator.status.ConditionType.TRACKER_AVAILABLE;
import static com.torrust.operator.status.Reason.APPLY_FAILED;
import static com.torrust.operator.status.Reason.NAME_COLLISION;
import static com.torrust.operator.status.Reason.POD_SETTINGS_INVALID;
import static com.torrust.operator.status.Reason.REFUSED_BY_CLUSTER;
import static com.torrust.operator.status.Reason.SCHEMA_UNKNOWN;
import static com.torrust.operator.status.Reason.SCRAPE_CONFIGS_INVALID;
import static com.torrust.operator.status.Reason.SECRET_INCOMPLETE;
import static com.torrust.operator.status.Reason.SECRET_LOST;
import static com.torrust.operator.status.Reason.SECRET_MISSING;
import static com.torrust.operator.status.Reason.STORAGE_IMMUTABLE;
import static com.torrust.operator.status.Reason.VOLUME_LOST;
import static com.torrust.operator.status.Situations.Overall.READY;
import static com.torrust.operator.status.Situations.Overall.RECONCILING;
import static com.torrust.operator.status.Situations.Overall.STALLED;
import static com.torrust.operator.status.Situations.Overall.WAITING;
import static com.torrust.operator.status.Situations.line;
import static com.torrust.operator.status.Situations.suspended;

import com.torrust.operator.status.Situations.Line;
import com.torrust.operator.status.Situations.Seen;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Lines about what could not be done, about exposure, and about suspended stacks. */
final class StackSituations {

  private StackSituations() {}

  static Stream<Line> failures() {
    return Stream.of(
        line(
                "object refused",
                s -> s.failing(TRACKER_AVAILABLE, REFUSED_BY_CLUSTER, "the API server answers: no"))
            .fails(TRACKER_AVAILABLE, "RefusedByCluster", "the API server answers: no", STALLED),
        line(
                "a dashboard left out",
                s -> s.withoutDashboard("ConfigMap a, key b.json: it is no JSON"))
            .holds(
                GRAFANA_AVAILABLE,
                "Available",
                "is available; not shown: ConfigMap a, key b.json: it is no JSON",
                READY),
        line(
                "password not changed",
                s -> s.failing(GRAFANA_AVAILABLE, Reason.PASSWORD_NOT_CHANGED, "set it by a"))
            .fails(GRAFANA_AVAILABLE, "PasswordNotChanged", "set it by a; the operator", STALLED),
        line(
                "password not told yet",
                s -> s.failing(GRAFANA_AVAILABLE, Reason.PASSWORD_PENDING, "no answer"))
            .fails(GRAFANA_AVAILABLE, "PasswordPending", "no answer; the operator", RECONCILING),
        line("object not applied", s -> s.failing(GRAFANA_AVAILABLE, APPLY_FAILED, "timeout"))
            .fails(GRAFANA_AVAILABLE, "ApplyFailed", "timeout; the operator", RECONCILING),
        line(
                "admin Secret missing",
                s -> s.failing(GRAFANA_AVAILABLE, SECRET_MISSING, "Secret a does not exist"))
            .fails(GRAFANA_AVAILABLE, "SecretMissing", "Secret a does not exist", STALLED),
        line(
                "TLS Secret incomplete",
                s -> s.failing(EXPOSED, SECRET_INCOMPLETE, "Secret a has no value for tls.key"))
            .fails(EXPOSED, "SecretIncomplete", "tls.key; add the missing key", STALLED),
        line(
                "admin Secret deleted",
                s -> s.failing(GRAFANA_AVAILABLE, SECRET_LOST, "Secret a was deleted"))
            .fails(GRAFANA_AVAILABLE, "SecretLost", "spec.grafana.adminSecret", STALLED),
        line(
                "volume deleted",
                s -> s.failing(TRACKER_AVAILABLE, VOLUME_LOST, "claim a was deleted"))
            .fails(TRACKER_AVAILABLE, "VolumeLost", "restore it from a backup", STALLED),
        line(
                "storage class changed",
                s -> s.failing(TRACKER_AVAILABLE, STORAGE_IMMUTABLE, "claim a has the class b"))
            .fails(TRACKER_AVAILABLE, "StorageImmutable", "claim a has the class b", STALLED),
        line("name taken", s -> s.failing(PROMETHEUS_AVAILABLE, NAME_COLLISION, "Service a exists"))
            .fails(PROMETHEUS_AVAILABLE, "NameCollision", "delete or rename that object", STALLED),
        line(
                "scrape configurations of no shape",
                s -> s.failing(PROMETHEUS_AVAILABLE, SCRAPE_CONFIGS_INVALID, "key a of Secret b"))
            .fails(PROMETHEUS_AVAILABLE, "ScrapeConfigsInvalid", "key a of Secret b", STALLED),
        line("schema unknown", s -> s.failing(TRACKER_AVAILABLE, SCHEMA_UNKNOWN, "the tag a"))
            .fails(TRACKER_AVAILABLE, "SchemaUnknown", "spec.tracker.configSchema", STALLED),
        line(
                "affinity of no shape",
                s ->
                    s.failing(GRAFANA_AVAILABLE, POD_SETTINGS_INVALID, "spec.grafana.pod.affinity"))
            .fails(GRAFANA_AVAILABLE, "PodSettingsInvalid", "spec.grafana.pod.affinity", STALLED),
        line(
                "the worst of two failures",
                s ->
                    s.failing(TRACKER_AVAILABLE, APPLY_FAILED, "timeout")
                        .failing(TRACKER_AVAILABLE, NAME_COLLISION, "Service a exists"))
            .fails(TRACKER_AVAILABLE, "NameCollision", "Service a exists", STALLED));
  }

  static Stream<Line> exposure() {
    return Stream.of(
        line("Ingress written", s -> s).holds(EXPOSED, "IngressWritten", "demo.test", READY),
        line("Ingress missing", s -> s.without(Ingress.class))
            .fails(EXPOSED, "NotCreated", "Ingress demo is not there yet", RECONCILING));
  }

  /** Whatever is wrong with it, the stack serves: it keeps nothing from Ready. */
  static Stream<Line> monitored() {
    return Stream.of(
        new Seen("ServiceMonitors written", StackSituations::monitoredStack)
            .holds(MONITORED, "ServiceMonitorsWritten", "demo-tracker, demo-grafana", READY),
        unmonitored(
            "Prometheus Operator missing",
            Situation::withoutPrometheusOperator,
            "PrometheusOperatorMissing",
            "install Prometheus Operator"),
        unmonitored(
            "ServiceMonitors missing",
            s -> s.without(ServiceMonitor.class),
            "NotCreated",
            "are not there yet"),
        unmonitored(
            "ServiceMonitor refused",
            s -> s.failing(MONITORED, REFUSED_BY_CLUSTER, "the API server answers: no"),
            "RefusedByCluster",
            "the API server answers: no"));
  }

  private static Line unmonitored(
      String name, UnaryOperator<Situation> change, String reason, String message) {
    return new Line(
        name, () -> change.apply(monitoredStack()), MONITORED, "Unknown", reason, message, READY);
  }

  private static Situation monitoredStack() {
    return Situation.healthy("prometheus: {serviceMonitor: {}}");
  }

  static Stream<Line> whileSuspended() {
    return Stream.of(
        suspended("suspended and healthy", s -> s)
            .holds(SUSPENDED, "Suspended", "set spec.suspend to false", READY),
        suspended("suspended before anything was made", s -> s.nothingCreated())
            .fails(TRACKER_AVAILABLE, "NotCreated", "is not there yet", WAITING),
        suspended(
                "suspended and lost",
                s -> s.failing(GRAFANA_AVAILABLE, Reason.SECRET_MISSING, "Secret a"))
            .fails(GRAFANA_AVAILABLE, "SecretMissing", "Secret a", STALLED));
  }
}
