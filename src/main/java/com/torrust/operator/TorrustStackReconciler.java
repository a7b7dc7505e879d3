package com.torrust.operator;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.StackCertificates;
import com.torrust.operator.exposure.StackHttpRoutes;
import com.torrust.operator.exposure.StackIngresses;
import com.torrust.operator.grafana.GrafanaDashboards;
import com.torrust.operator.grafana.GrafanaDeployment;
import com.torrust.operator.grafana.GrafanaExtraDashboards;
import com.torrust.operator.grafana.GrafanaIsolation;
import com.torrust.operator.grafana.GrafanaProvisioning;
import com.torrust.operator.grafana.GrafanaService;
import com.torrust.operator.grafana.GrafanaVolume;
import com.torrust.operator.metrics.StackMetrics;
import com.torrust.operator.prometheus.PrometheusConfigMap;
import com.torrust.operator.prometheus.PrometheusDeployment;
import com.torrust.operator.prometheus.PrometheusIsolation;
import com.torrust.operator.prometheus.PrometheusService;
import com.torrust.operator.prometheus.PrometheusServiceMonitors;
import com.torrust.operator.prometheus.PrometheusVolume;
import com.torrust.operator.runtime.Shutdown;
import com.torrust.operator.status.Observed;
import com.torrust.operator.status.StackStatus;
import com.torrust.operator.tracker.TrackerConfigMap;
import com.torrust.operator.tracker.TrackerDeployment;
import com.torrust.operator.tracker.TrackerIsolation;
import com.torrust.operator.tracker.TrackerService;
import com.torrust.operator.tracker.TrackerUdpServices;
import com.torrust.operator.tracker.TrackerVolume;
import com.torrust.operator.verification.VerificationSource;
import com.torrust.operator.workflow.BackOff;
import com.torrust.operator.workflow.Enabled;
import com.torrust.operator.workflow.Failures;
import com.torrust.operator.workflow.HostnameClaims;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.KindPresent;
import com.torrust.operator.workflow.Newcomers;
import com.torrust.operator.workflow.Observation;
import com.torrust.operator.workflow.OperatorPods;
import com.torrust.operator.workflow.Readings;
import com.torrust.operator.workflow.SharedInformers;
import com.torrust.operator.workflow.StackReader;
import com.torrust.operator.workflow.StatusReport;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.AggregatedOperatorException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.dependent.workflow.WorkflowReconcileResult;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps the children of a stack as its spec says, and its status as they are: observe, decide,
 * apply, report.
 *
 * <p>The resource versions of stacks are not compared: Java Operator SDK 5.3 would drop an edit of
 * the spec that arrives while a status is being written (java-operator-sdk issue 3398). In return a
 * reconcile may see an older status; its own write then meets a conflict and is computed anew.
 */
@Workflow(
    explicitInvocation = true,
    dependents = {
      @Dependent(
          name = "tracker-config-map",
          type = TrackerConfigMap.class,
          useEventSourceWithName = SharedInformers.CONFIG_MAPS,
          dependsOn = "tracker-service"),
      @Dependent(
          name = "tracker-volume",
          type = TrackerVolume.class,
          useEventSourceWithName = SharedInformers.VOLUMES),
      @Dependent(
          name = "tracker-service",
          type = TrackerService.class,
          useEventSourceWithName = SharedInformers.SERVICES),
      @Dependent(
          type = TrackerUdpServices.class,
          useEventSourceWithName = SharedInformers.SERVICES),
      @Dependent(
          type = TrackerDeployment.class,
          useEventSourceWithName = SharedInformers.DEPLOYMENTS,
          dependsOn = {"tracker-config-map", "tracker-volume"}),
      @Dependent(
          name = "prometheus-config-map",
          type = PrometheusConfigMap.class,
          useEventSourceWithName = SharedInformers.CONFIG_MAPS,
          reconcilePrecondition = Enabled.Prometheus.class),
      @Dependent(
          name = "prometheus-volume",
          type = PrometheusVolume.class,
          useEventSourceWithName = SharedInformers.VOLUMES),
      @Dependent(
          type = PrometheusService.class,
          useEventSourceWithName = SharedInformers.SERVICES,
          reconcilePrecondition = Enabled.Prometheus.class),
      @Dependent(
          type = PrometheusDeployment.class,
          useEventSourceWithName = SharedInformers.DEPLOYMENTS,
          dependsOn = {"prometheus-config-map", "prometheus-volume"},
          reconcilePrecondition = Enabled.Prometheus.class),
      @Dependent(
          name = "grafana-provisioning",
          type = GrafanaProvisioning.class,
          useEventSourceWithName = SharedInformers.CONFIG_MAPS,
          reconcilePrecondition = Enabled.Grafana.class),
      @Dependent(
          type = GrafanaDashboards.class,
          useEventSourceWithName = SharedInformers.CONFIG_MAPS,
          reconcilePrecondition = Enabled.Grafana.class),
      @Dependent(
          type = GrafanaExtraDashboards.class,
          useEventSourceWithName = SharedInformers.CONFIG_MAPS,
          reconcilePrecondition = Enabled.Grafana.class),
      @Dependent(
          name = "grafana-volume",
          type = GrafanaVolume.class,
          useEventSourceWithName = SharedInformers.VOLUMES),
      @Dependent(
          type = GrafanaService.class,
          useEventSourceWithName = SharedInformers.SERVICES,
          reconcilePrecondition = Enabled.Grafana.class),
      @Dependent(
          type = GrafanaDeployment.class,
          useEventSourceWithName = SharedInformers.DEPLOYMENTS,
          dependsOn = {"grafana-provisioning", "grafana-volume"},
          reconcilePrecondition = Enabled.Grafana.class),
      @Dependent(
          type = TrackerIsolation.class,
          useEventSourceWithName = SharedInformers.NETWORK_POLICIES),
      @Dependent(
          type = PrometheusIsolation.class,
          useEventSourceWithName = SharedInformers.NETWORK_POLICIES),
      @Dependent(
          type = GrafanaIsolation.class,
          useEventSourceWithName = SharedInformers.NETWORK_POLICIES),
      @Dependent(type = StackIngresses.class, useEventSourceWithName = SharedInformers.INGRESSES),
      @Dependent(type = StackCertificates.class, activationCondition = KindPresent.class),
      @Dependent(type = StackHttpRoutes.class, activationCondition = KindPresent.class),
      @Dependent(type = PrometheusServiceMonitors.class, activationCondition = KindPresent.class)
    })
@ControllerConfiguration(
    name = TorrustStackReconciler.NAME,
    fieldManager = TorrustStackReconciler.FIELD_MANAGER,
    informer = @Informer(comparableResourceVersions = false),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 5, timeUnit = TimeUnit.MINUTES))
@GradualRetry(
    maxAttempts = -1,
    initialInterval = TorrustStackReconciler.FIRST_RETRY_MILLIS,
    intervalMultiplier = 2,
    maxInterval = 60_000)
public class TorrustStackReconciler implements Reconciler<TorrustStack> {

  /** Whom the API server names as the manager of what the operator applies. */
  public static final String FIELD_MANAGER = "torrust-operator";

  /** Name of the controller in its configuration and metrics. */
  public static final String NAME = "torruststack";

  /** After the first failure; the delay doubles with each further one, up to a minute. */
  static final int FIRST_RETRY_MILLIS = 1_000;

  private static final Duration FIRST_RETRY = Duration.ofMillis(FIRST_RETRY_MILLIS);

  /** After this, what no event tells is looked at again, in particular what a person mends. */
  private static final Duration RECHECK = Duration.ofSeconds(30);

  /** After this, what another controller is about to do should be done. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** Fewer than the threads of the configuration, so that an edit finds one. */
  private static final int MADE_AT_A_TIME = 6;

  private static final Logger LOG = LoggerFactory.getLogger(TorrustStackReconciler.class);

  private final Clock clock;
  private final StackReader reader;
  private final VerificationSource verification;
  private final OperatorPods operator;
  private final StackMetrics metrics;
  private final Shutdown shutdown;
  private final Observation observation = new Observation();
  private final BackOff backOff = new BackOff();
  private final Newcomers newcomers = new Newcomers(MADE_AT_A_TIME);
  private final StatusReport report = new StatusReport();

  /**
   * Creates the reconciler.
   *
   * @param clock tells when a condition changes
   * @param reader reads what the children of a stack depend on
   * @param verification looks at the endpoints of stacks
   * @param operator where the operator's own pods are
   * @param metrics tells what the stacks' status says
   * @param shutdown tells when the operator is about to end
   */
  public TorrustStackReconciler(
      Clock clock,
      StackReader reader,
      VerificationSource verification,
      OperatorPods operator,
      StackMetrics metrics,
      Shutdown shutdown) {
    this.clock = clock;
    this.reader = reader;
    this.verification = verification;
    this.operator = operator;
    this.metrics = metrics;
    this.shutdown = shutdown;
  }

  @Override
  public List<EventSource<?, TorrustStack>> prepareEventSources(
      EventSourceContext<TorrustStack> context) {
    HostnameClaims.index(context.getPrimaryCache());
    metrics.read(context.getPrimaryCache());
    final List<EventSource<?, TorrustStack>> sources = new ArrayList<>(SharedInformers.of(context));
    sources.add(verification);
    sources.add(newcomers);
    return sources;
  }

  @Override
  public UpdateControl<TorrustStack> reconcile(TorrustStack stack, Context<TorrustStack> context)
      throws Exception {
    return newcomers.inTurn(stack, context, () -> bring(stack, context));
  }

  private UpdateControl<TorrustStack> bring(TorrustStack stack, Context<TorrustStack> context)
      throws Exception {
    final Readings readings = reader.read(stack, context);
    final Optional<WorkflowReconcileResult> applied = apply(stack, readings, context);
    if (applied.filter(Failures::inTerminatingNamespace).isPresent()) {
      return UpdateControl.noUpdate();
    }
    final Observed observed =
        observation.of(
            stack, context, readings, applied.map(Failures::of).orElse(List.of()));
    if (shutdown.begun()) {
      // Java Operator SDK 5.3 empties its caches while the last reconciles still look into them.
      return UpdateControl.noUpdate();
    }
    if (observed.isSettling(stack)) {
      return UpdateControl.<TorrustStack>noUpdate().rescheduleAfter(SOON);
    }
    final Instant now = clock.instant();
    report.publish(
        stack,
        StackStatus.of(stack, observed, verification.follow(stack, observed), now),
        context,
        now);
    final Optional<Exception> retryable =
        applied.flatMap(Failures::retryable).or(readings::retryable);
    if (retryable.isPresent()) {
      throw retryable.get();
    }
    backOff.ends(stack);
    return next(stack, observed, readings);
  }

  /** Says in one line what is tried again; a conflict is everyday business. */
  @Override
  public ErrorStatusUpdateControl<TorrustStack> updateErrorStatus(
      TorrustStack stack, Context<TorrustStack> context, Exception e) {
    final boolean conflict =
        e instanceof KubernetesClientException kube
            && kube.getCode() == HttpURLConnection.HTTP_CONFLICT;
    LOG.atLevel(conflict ? Level.DEBUG : Level.WARN)
        .log("{} is tried again: {}", ResourceID.fromResource(stack), e.getMessage());
    return backOff.beginsAnew(stack, context.getPrimaryCache()::contains)
        ? ErrorStatusUpdateControl.<TorrustStack>noStatusUpdate()
            .withNoRetry()
            .rescheduleAfter(FIRST_RETRY)
        : ErrorStatusUpdateControl.defaultErrorProcessing();
  }

  private static UpdateControl<TorrustStack> next(
      TorrustStack stack, Observed observed, Readings readings) {
    if (readings.leftover().isPresent()) {
      return UpdateControl.<TorrustStack>noUpdate().rescheduleAfter(SOON);
    }
    return observed.needsRecheck(stack)
        ? UpdateControl.<TorrustStack>noUpdate().rescheduleAfter(RECHECK)
        : UpdateControl.noUpdate();
  }

  private Optional<WorkflowReconcileResult> apply(
      TorrustStack stack, Readings readings, Context<TorrustStack> context) {
    if (stack.getSpec().suspend() || readings.leftover().isPresent() || shutdown.begun()) {
      return Optional.empty();
    }
    Inputs.provide(readings, operator, context);
    try {
      context.managedWorkflowAndDependentResourceContext().reconcileManagedWorkflow();
    } catch (AggregatedOperatorException e) {
      // Thrown whatever @Workflow says: Quarkus Operator SDK 7.7.3 drops
      // handleExceptionsInReconciler.
      LOG.debug("some children of {} could not be made", stack.getMetadata().getName(), e);
    }
    return context.managedWorkflowAndDependentResourceContext().getWorkflowReconcileResult();
  }
}
