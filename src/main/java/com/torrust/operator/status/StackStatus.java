package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.ComponentStatus;
import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.ExposureStatus;
import com.torrust.operator.api.v1alpha1.ProbePolicy;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.api.v1alpha1.TorrustStackStatus;
import com.torrust.operator.exposure.ControllerAnnotations;
import com.torrust.operator.exposure.Routes;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Names;
import com.torrust.operator.tracker.TrackerSchema;
import com.torrust.operator.verification.Checked;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Computes the status of a stack from what was observed.
 *
 * @see <a href="https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md">
 *     kstatus</a>, whose contract Ready, Reconciling and Stalled keep
 */
public final class StackStatus {

  private StackStatus() {}

  /**
   * Returns the status; pure.
   *
   * @param stack the stack, whose present status tells when each condition changed last
   * @param observed what was seen of its children
   * @param endpoints its endpoints and what is known of them
   * @param now the time of a condition that changes now, to the second
   */
  public static TorrustStackStatus of(
      TorrustStack stack, Observed observed, List<Checked> endpoints, Instant now) {
    final TorrustStackSpec spec = stack.getSpec();
    return new TorrustStackStatus(
        stack.getMetadata().getGeneration(),
        Addresses.url(stack),
        spec.grafana().enabled() ? observed.adminSecretName() : null,
        TrackerSchema.of(spec.tracker()).orElse(null),
        spec.dataPolicy(),
        EndpointVerdict.endpoints(endpoints, stack, now),
        components(spec, observed),
        exposure(stack, observed),
        verdicts(stack, observed, endpoints).stream()
            .map(verdict -> condition(verdict, stack, now))
            .toList());
  }

  private static ExposureStatus exposure(TorrustStack stack, Observed observed) {
    if (Routes.of(stack.getSpec()).isEmpty()) {
      return null;
    }
    if (stack.getSpec().exposure().viaGateway()) {
      final List<String> controllers = GatewayVerdict.controllers(observed);
      return controllers.isEmpty() ? null : new ExposureStatus(null, null, null, null, controllers);
    }
    return new ExposureStatus(
        observed.ingress().className(),
        observed.ingress().controller(),
        observed.ingress().detectedBy(),
        ControllerAnnotations.ofIngress(
            stack.getSpec(),
            new Names(stack.getMetadata().getName()),
            observed.ingress(),
            stack.getSpec().hostname()),
        List.of());
  }

  private static List<ComponentStatus> components(TorrustStackSpec spec, Observed observed) {
    return running(spec)
        .map(
            component ->
                new ComponentStatus(
                    component.label(),
                    component.in(spec).image(),
                    ComponentVerdict.available(component, observed)))
        .toList();
  }

  private static Stream<Component> running(TorrustStackSpec spec) {
    return Arrays.stream(Component.values()).filter(component -> component.in(spec).runs());
  }

  private static List<Verdict> verdicts(
      TorrustStack stack, Observed observed, List<Checked> endpoints) {
    final List<Verdict> verdicts = new ArrayList<>();
    running(stack.getSpec())
        .forEach(c -> verdicts.add(ComponentVerdict.of(c, stack.getSpec(), observed)));
    CertificateVerdict.of(stack, observed).ifPresent(verdicts::add);
    ExposureVerdict.exposed(stack, observed).ifPresent(verdicts::add);
    final Optional<Verdict> monitored = MonitoringVerdict.of(stack, observed);
    orphaned(verdicts, monitored, observed).forEach(verdicts::add);
    final List<Verdict> verified = EndpointVerdict.of(endpoints).toList();
    final boolean required = stack.getSpec().exposure().probe().policy() == ProbePolicy.REQUIRE;
    if (required) {
      verdicts.addAll(verified);
    }
    final List<Verdict> blocking = verdicts.stream().filter(Verdict::blocks).toList();
    verdicts.add(ready(blocking));
    final boolean suspended = stack.getSpec().suspend();
    if (!blocking.isEmpty()) {
      progress(blocking, suspended).ifPresent(verdicts::add);
    }
    if (!required) {
      verdicts.addAll(verified);
    }
    ExposureVerdict.addressAssigned(stack, observed).ifPresent(verdicts::add);
    monitored.ifPresent(verdicts::add);
    if (suspended) {
      verdicts.add(
          Verdict.holds(
              ConditionType.SUSPENDED, Reason.SUSPENDED, "the operator changes no child object"));
    }
    verdicts.sort(Comparator.comparing(Verdict::type));
    return verdicts;
  }

  /** A failure is told even when its aspect is otherwise absent, such as a deletion that failed. */
  private static List<Verdict> orphaned(
      List<Verdict> verdicts, Optional<Verdict> further, Observed observed) {
    final Set<ConditionType> judged =
        Stream.concat(verdicts.stream(), further.stream())
            .map(Verdict::type)
            .collect(Collectors.toSet());
    return observed.failures().stream()
        .map(Failure::gate)
        .distinct()
        .filter(gate -> !judged.contains(gate))
        .flatMap(gate -> Verdict.ofFailures(gate, observed.failures(gate)).stream())
        .toList();
  }

  private static Verdict ready(List<Verdict> blocking) {
    return Verdict.worst(ConditionType.READY, blocking)
        .orElseGet(
            () ->
                Verdict.holds(
                    ConditionType.READY,
                    Reason.STACK_AVAILABLE,
                    "every part of the stack is available"));
  }

  /** Either a person must act, or work goes on; a suspended stack does neither by itself. */
  private static Optional<Verdict> progress(List<Verdict> blocking, boolean suspended) {
    final List<Verdict> stalled =
        blocking.stream().filter(verdict -> verdict.severity() == Severity.STALLED).toList();
    if (!stalled.isEmpty()) {
      return Optional.of(summary(ConditionType.STALLED, stalled));
    }
    return suspended ? Optional.empty() : Optional.of(summary(ConditionType.RECONCILING, blocking));
  }

  private static Verdict summary(ConditionType type, List<Verdict> verdicts) {
    final Verdict first = verdicts.get(0);
    return new Verdict(
        type, Verdict.TRUE, first.severity(), first.reason(), Verdict.messages(verdicts));
  }

  private static Condition condition(Verdict verdict, TorrustStack stack, Instant now) {
    final String type = verdict.type().word();
    final String since =
        Optional.ofNullable(stack.getStatus())
            .flatMap(status -> status.condition(type))
            .filter(previous -> previous.status().equals(verdict.status()))
            .map(Condition::lastTransitionTime)
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new Condition(
        type,
        verdict.status(),
        stack.getMetadata().getGeneration(),
        since,
        verdict.reason(),
        verdict.message());
  }
}
