package com.torrust.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.operator.it.Kubectl;
import com.torrust.operator.it.NamespaceObjects;
import com.torrust.operator.it.Sandbox;
import com.torrust.operator.it.WithOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Git says what a stack is, and nobody else does. */
@WithOperator
class GitOpsIT {

  /** Values that an API server or an operator may be tempted to write otherwise. */
  private static final String ODD_FORMS =
      """
  dataPolicy: Retain
  tracker:
    udp: [{name: udp, port: 6969}, {name: b, port: 6868, service: {type: NodePort}}]
    storage: {size: 2048Mi}
    resources: {requests: {cpu: '0.25', memory: 262144Ki}, limits: {cpu: 1000m, memory: '1e9'}}
    env: [{name: EMPTY, value: ''}, {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]
    pod: {tolerations: [{key: a, operator: Exists}], securityContext: {supplementalGroups: [1]}}
  prometheus: {enabled: true, retention: {time: 15d}}
  grafana: {live: {}}
  networkPolicy: {enabled: true, ingressFrom: []}
""";

  /** What those who apply a stack leave on it to find again what they applied. */
  private static final String TRACKED =
      """
  labels:
    app.kubernetes.io/instance: demo
    argocd.argoproj.io/instance: demo
    kustomize.toolkit.fluxcd.io/name: apps
    kustomize.toolkit.fluxcd.io/namespace: flux-system
    applyset.kubernetes.io/part-of: applyset-of-demo
    tanka.dev/environment: production
    team: trackers
  annotations:
    argocd.argoproj.io/tracking-id: 'demo:torrust.com/TorrustStack:torrust/demo'
    argocd.argoproj.io/sync-wave: '1'
    argocd.argoproj.io/sync-options: SkipDryRunOnMissingResource=true,Prune=confirm,Delete=confirm
    kustomize.toolkit.fluxcd.io/prune: disabled
    example.org/owner: trackers
""";

  private final ArgoCd argocd = ArgoCd.built();

  @ParameterizedTest
  @ValueSource(strings = {"", ODD_FORMS})
  void whatWasSyncedStaysInSync(String spec, Sandbox sandbox) {
    final String manifest = tracked(sandbox, spec);
    argocd.apply(sandbox, manifest);
    sandbox.awaitReady();

    final JsonNode diff = argocd.diff(sandbox, manifest);

    assertThat(diff.properties())
        .hasSize(3)
        .allSatisfy(
            way ->
                assertThat(way.getValue().path("predicted"))
                    .as(way.getKey())
                    .isEqualTo(way.getValue().path("live")));
    assertThat(diff.properties()).noneMatch(way -> way.getValue().path("modified").asBoolean());
  }

  /** The same question asked of kubectl, which ends with 1 where there is a difference. */
  @ParameterizedTest
  @ValueSource(strings = {"", ODD_FORMS})
  void kubectlSeesNoDifferenceEither(String spec, Sandbox sandbox) {
    sandbox.apply(spec);
    sandbox.awaitReady();

    final String manifest = sandbox.manifest("demo", spec);
    assertNoDifference(sandbox.kubectl().attempt(manifest, "diff", "-f", "-"));
    assertNoDifference(
        sandbox
            .kubectl()
            .attempt(
                manifest,
                "diff",
                "--server-side",
                "--force-conflicts",
                "--field-manager=argocd-controller",
                "-f",
                "-"));
  }

  /** An edit of the cluster is found: the questions above can be answered with yes. */
  @Test
  void anEditBesideGitIsADifference(Sandbox sandbox) {
    final String manifest = tracked(sandbox, "");
    argocd.apply(sandbox, manifest);
    sandbox.awaitReady();

    sandbox.patch("{\"spec\":{\"hostname\":\"edited.example.test\"}}");

    assertThat(argocd.diff(sandbox, manifest).properties())
        .allMatch(way -> way.getValue().path("modified").asBoolean());
  }

  @Test
  void trackingStaysOnTheStackAndRetainedObjectsAreGuarded(Sandbox sandbox) {
    argocd.apply(sandbox, tracked(sandbox, ""));
    sandbox.awaitReady();

    final NamespaceObjects all = NamespaceObjects.of(sandbox);
    final NamespaceObjects children = all.where(object -> !isStack(object));
    assertThat(all.objects().get("TorrustStack/demo").at("/metadata/labels").size()).isEqualTo(7);
    assertThat(children.objects()).hasSizeGreaterThan(30);
    children
        .objects()
        .forEach(
            (name, child) ->
                assertThat(keys(child, "labels").toList())
                    .as(name)
                    .noneMatch(GitOpsIT::isTracking)
                    .doesNotContain("team"));
    final NamespaceObjects ours = all.childrenOf("demo");
    ours.objects()
        .forEach(
            (name, child) ->
                assertThat(keys(child, "annotations").toList())
                    .as(name)
                    .doesNotContain("example.org/owner", "argocd.argoproj.io/tracking-id")
                    .noneMatch(key -> key.startsWith("kustomize.toolkit.fluxcd.io/")));
    assertThat(ours.where(GitOpsIT::hasNoOwner).each(child -> child.path("kind").asText()))
        .containsKeys(
            "PersistentVolumeClaim/demo-tracker",
            "PersistentVolumeClaim/demo-prometheus",
            "PersistentVolumeClaim/demo-grafana",
            "Secret/demo-tracker-token",
            "Secret/demo-grafana-admin");
    ours.objects()
        .forEach(
            (name, child) ->
                assertThat(child.at("/metadata/annotations").has(guard("sync-options")))
                    .as(name + " is guarded when, and only when, nobody owns it")
                    .isEqualTo(hasNoOwner(child)));
    ours.where(GitOpsIT::hasNoOwner)
        .objects()
        .values()
        .forEach(
            child -> {
              final JsonNode annotations = child.at("/metadata/annotations");
              assertThat(annotations.path(guard("sync-options")).asText())
                  .isEqualTo("Prune=false,Delete=false");
              assertThat(annotations.path(guard("compare-options")).asText())
                  .isEqualTo("IgnoreExtraneous");
            });
  }

  /** Argo CD takes an object for the application's own by this label when nobody owns it. */
  @Test
  void trackedByLabelAnApplicationOfTheStacksNameOwnsTheStackOnly(Sandbox sandbox) {
    argocd.apply(sandbox, tracked(sandbox, ""));
    sandbox.awaitReady();

    assertThat(
            NamespaceObjects.of(sandbox)
                .where(GitOpsIT::hasNoOwner)
                .where(o -> "demo".equals(NamespaceObjects.label(o, "app.kubernetes.io/instance")))
                .objects())
        .containsOnlyKeys("TorrustStack/demo");
  }

  private static String tracked(Sandbox sandbox, String spec) {
    return sandbox
        .manifest("demo", spec)
        .replaceFirst(
            "metadata: \\{name: demo, namespace: (.*)\\}",
            "metadata:\n  name: demo\n  namespace: $1\n" + TRACKED.stripTrailing());
  }

  private static void assertNoDifference(Kubectl.Result result) {
    assertThat(result.code()).as(result.output()).isZero();
  }

  private static boolean isStack(JsonNode object) {
    return object.path("kind").asText().equals("TorrustStack");
  }

  private static boolean hasNoOwner(JsonNode object) {
    return object.at("/metadata/ownerReferences").isEmpty();
  }

  private static boolean isTracking(String key) {
    return key.equals("app.kubernetes.io/instance")
        || Stream.of("argocd.argoproj.io/", "kustomize.toolkit", "applyset.", "tanka.dev/")
            .anyMatch(key::startsWith);
  }

  private static Stream<String> keys(JsonNode object, String part) {
    final Iterable<String> names = () -> object.path("metadata").path(part).fieldNames();
    return StreamSupport.stream(names.spliterator(), false);
  }

  private static String guard(String option) {
    return "argocd.argoproj.io/" + option;
  }
}
