package com.torrust.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.gitops.ArgoCd.Verdicts;
import com.torrust.operator.it.NamespaceObjects;
import com.torrust.operator.it.Operator;
import com.torrust.operator.it.Sandbox;
import com.torrust.operator.it.WithOperator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What Argo CD and kstatus say of stacks as this operator reports on them. Each state is also a
 * test case of the health check for Argo CD's repository; see {@link HealthCheckCases}.
 */
@WithOperator
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VerdictsIT {

  private final ArgoCd argocd = ArgoCd.built();
  private final HealthCheckCases cases = HealthCheckCases.read();

  @Test
  void aNewStackIsInProgress(Sandbox sandbox, Operator operator) throws IOException {
    operator.stop();
    sandbox.apply("");

    assertThat(judge("progressing_new", sandbox).words())
        .containsExactly("Progressing", "InProgress");
  }

  @Test
  void whileWorkGoesOnItIsInProgress(Sandbox sandbox, Operator operator) throws IOException {
    sandbox.apply("  grafana: {pod: {nodeSelector: {example.org/none: here}}}\n");
    sandbox.awaitReason("GrafanaAvailable", "Unschedulable");
    awaitAllButGrafana(sandbox);

    final Verdicts verdicts = judge("progressing_unschedulable", sandbox);

    assertThat(verdicts.words()).containsExactly("Progressing", "InProgress");
    assertThat(verdicts.argocd().message()).contains("nodes are available");
  }

  @Test
  void aReadyStackIsHealthyAndSoAreItsChildren(Sandbox sandbox, Operator operator)
      throws IOException {
    sandbox.apply("");
    sandbox.awaitReady();

    assertThat(judge("healthy_ready", sandbox).words()).containsExactly("Healthy", "Current");
    final Map<String, String> children =
        NamespaceObjects.of(sandbox)
            .childrenOf("demo")
            .each(child -> argocd.judge(child.toString()).kstatus().status());
    assertThat(children).hasSizeGreaterThan(20);
    assertThat(children.values()).containsOnly("Current");
  }

  @Test
  void whereAPersonMustActItHasFailed(Sandbox sandbox, Operator operator) throws IOException {
    sandbox.apply("  grafana: {adminSecret: {name: login}}\n");
    sandbox.awaitReason("GrafanaAvailable", "SecretMissing");
    awaitAllButGrafana(sandbox);

    final Verdicts verdicts = judge("degraded_secretMissing", sandbox);

    assertThat(verdicts.words()).containsExactly("Degraded", "Failed");
    assertThat(verdicts.argocd().message())
        .contains("Secret login, named by spec.grafana.adminSecret");
    assertThat(verdicts.kstatus().message()).isEqualTo(verdicts.argocd().message());
  }

  /** kstatus knows no pause: a stack that holds is current, paused or not. */
  @Test
  void aSuspendedStackIsSuspendedWhateverElseItIs(Sandbox sandbox, Operator operator)
      throws IOException {
    sandbox.apply("");
    sandbox.awaitReady();
    sandbox.apply("  suspend: true\n");
    sandbox.awaitTrue("Suspended");
    assertThat(judge("suspended_ready", sandbox).words()).containsExactly("Suspended", "Current");

    sandbox.apply("  suspend: true\n  grafana: {adminSecret: {name: login}}\n");
    sandbox.awaitTrue("Stalled");
    assertThat(judge("suspended_stalled", sandbox).words()).containsExactly("Suspended", "Failed");
  }

  @Test
  void anotherGenerationsConditionsDoNotCount(Sandbox sandbox, Operator operator)
      throws IOException {
    sandbox.apply("");
    sandbox.awaitReady();
    sandbox.awaitQuiet();
    operator.stop();
    sandbox.apply("  tracker: {logLevel: warn}\n");

    assertThat(judge("progressing_staleGeneration", sandbox).words())
        .containsExactly("Progressing", "InProgress");
  }

  @Test
  void aStackThatIsBeingDeletedIsTerminating(Sandbox sandbox, Operator operator) {
    sandbox.apply("");
    sandbox.awaitReady();
    finalizers(sandbox, "[\"example.org/hold\"]");
    sandbox.object(TorrustStack.class, "demo").delete();

    final Verdicts verdicts = argocd.judge(stack(sandbox).toString());
    finalizers(sandbox, "null");

    assertThat(verdicts.words()).containsExactly("Progressing", "Terminating");
  }

  /** The way from one spec to the next, as somebody sees it who watches. */
  @Test
  void anEditIsNeverHealthyBeforeItIsDone(Sandbox sandbox, Operator operator) throws Exception {
    sandbox.apply("");
    sandbox.awaitReady();
    sandbox.awaitQuiet();

    final List<List<String>> seen =
        Watched.of(
            sandbox,
            () -> {
              sandbox.apply("  tracker: {image: 'torrust/tracker:3.0.0'}\n");
              sandbox.awaitReady();
            },
            stack -> argocd.judge(stack).words());

    assertThat(seen.get(0)).containsExactly("Progressing", "InProgress");
    assertThat(seen.get(seen.size() - 1)).containsExactly("Healthy", "Current");
    assertThat(seen.subList(0, seen.size() - 1)).doesNotContain(List.of("Healthy", "Current"));
  }

  /** As Argo CD's own test of its health checks does; after those that may write the cases anew. */
  @Test
  @Order(Integer.MAX_VALUE)
  void theCasesForArgoCdsRepositoryHold() {
    assertThat(cases.all()).hasSizeGreaterThan(6);
    cases
        .all()
        .forEach(
            (file, expected) ->
                assertThat(argocd.judge(cases.object(file)).argocd()).as(file).isEqualTo(expected));
  }

  private static void awaitAllButGrafana(Sandbox sandbox) {
    sandbox.awaitTrue("PrometheusAvailable");
    sandbox.awaitTrue("TrackerAvailable");
    sandbox.awaitTrue("CertificateReady");
  }

  private Verdicts judge(String name, Sandbox sandbox) throws IOException {
    final JsonNode stack = stack(sandbox);
    cases.check(name, stack, argocd);
    return argocd.judge(stack.toString());
  }

  private static JsonNode stack(Sandbox sandbox) {
    return NamespaceObjects.of(sandbox).objects().get("TorrustStack/demo");
  }

  private static void finalizers(Sandbox sandbox, String list) {
    sandbox.patch("{\"metadata\":{\"finalizers\":" + list + "}}");
  }
}
