package com.torrust.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.torrust.operator.cluster.AuditLog;
import com.torrust.operator.it.NamespaceObjects;
import com.torrust.operator.it.Operator;
import com.torrust.operator.it.Resyncs;
import com.torrust.operator.it.Sandbox;
import com.torrust.operator.it.WithOperator;
import io.fabric8.kubernetes.api.Pluralize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A newer operator and CRD take over what older ones left. The state that the older ones left is
 * stored: to build them from the repository's history would cost minutes and a full clone, and what
 * the API server held is all that a newer operator ever sees of an older one.
 */
@WithOperator
class UpgradeIT {

  private static final String CRD = "crds/torruststacks.torrust.com-v1.yml";

  /** The version that is upgraded from. */
  private static final EarlierVersion EARLIER = EarlierVersion.named("ed6ea28");

  /**
   * Children that this version wants otherwise than that one, each with the reason. Nothing else
   * may be written, and only pods of Deployments that stand here may be restarted.
   */
  private static final Map<String, String> INTENDED =
      Map.of(
          "ConfigMap/demo-tracker", "the intervals of announces are written out",
          "Deployment/demo-tracker", "the tracker reads its file at its start only",
          "Service/demo-tracker-udp", "its number of IP families is written out",
          "ConfigMap/demo-prometheus", "jobs for Prometheus and Grafana, and alerts",
          "Deployment/demo-prometheus", "keeps within its volume, and reads Grafana's password",
          "ConfigMap/demo-grafana", "a second folder of dashboards",
          "ConfigMap/demo-grafana-dashboards", "a dashboard for each kind of listener",
          "Deployment/demo-grafana", "metrics behind a password, and dashboards of the user's",
          "Secret/demo-grafana-metrics", "is new",
          "Secret/demo-grafana-applied", "is new");

  @Test
  void whatAnEarlierVersionMadeIsTakenOver(Sandbox sandbox, Operator operator, Resyncs resyncs)
      throws IOException {
    operator.stop();
    final NamespaceObjects before;
    try {
      EARLIER.restore(sandbox);
      before = settled(sandbox);
    } finally {
      sandbox.kubectl().run("apply", "-f", CRD);
    }

    final List<AuditLog.Entry> writes = resyncs.writes();
    operator.restart(Map.of());

    sandbox.awaitReady();
    final NamespaceObjects after = settled(sandbox);
    final Map<String, String> applied = applied(before);
    final Map<String, String> wanted = applied(after);
    final Set<String> changed =
        wanted.keySet().stream()
            .filter(child -> !wanted.get(child).equals(applied.get(child)))
            .collect(Collectors.toSet());
    System.out.println("upgrade from ed6ea28: changed " + changed + ", written " + names(writes));
    assertThat(changed).isEqualTo(INTENDED.keySet());
    assertThat(names(writes)).isSubsetOf(withStatus(changed));
    assertThat(writes).noneMatch(write -> write.verb().startsWith("delete"));
    assertNothingIsLost(before, after);
    assertPodsGoOn(before, after, changed);
  }

  /** As after a release with a new version of the API, whose objects the old one wrote. */
  @Test
  void childrenOwnedUnderAnotherVersionOfTheApiAreStillOwned(
      Sandbox sandbox, Operator operator, Resyncs resyncs) throws IOException {
    sandbox.apply("");
    sandbox.awaitReady();
    operator.stop();
    try {
      assertThat(sandbox.kubectl().attempt(withVersion("v1alpha0"), "apply", "-f", "-").code())
          .isZero();
      EarlierVersion.apply(
          sandbox,
          applied(NamespaceObjects.of(sandbox)).values().stream()
              .map(child -> child.replace("torrust.com/v1alpha1", "torrust.com/v1alpha0"))
              .collect(Collectors.joining(",", "{kind: List, apiVersion: v1, items: [", "]}")));
      final NamespaceObjects before = settled(sandbox);
      assertThat(before.childrenOf("demo").each(UpgradeIT::ownerVersion).values())
          .contains("torrust.com/v1alpha0");

      final List<AuditLog.Entry> writes = resyncs.writes();
      operator.restart(Map.of());

      sandbox.awaitReady();
      final NamespaceObjects after = settled(sandbox);
      assertThat(writes).allMatch(write -> write.verb().equals("patch"));
      assertNothingIsLost(before, after);
      assertPodsGoOn(before, after, Set.of());
      assertThat(after.childrenOf("demo").each(UpgradeIT::ownerVersion).values())
          .containsOnly("torrust.com/v1alpha1", "");
    } finally {
      sandbox.kubectl().run("apply", "-f", CRD);
    }
  }

  /** Writes the files of {@link EarlierVersion} anew, for a release to upgrade from. */
  @Test
  @EnabledIfSystemProperty(
      named = "upgrade.capture",
      matches = ".+",
      disabledReason = "captures a release: -Dupgrade.capture=NAME")
  void capture(Sandbox sandbox, Operator operator) throws IOException {
    EarlierVersion.named(System.getProperty("upgrade.capture")).capture(sandbox);
  }

  /** Waits until pods run and the controllers of the cluster have nothing left to write. */
  private static NamespaceObjects settled(Sandbox sandbox) {
    final Map<String, String> last = new TreeMap<>();
    Sandbox.await()
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              final NamespaceObjects now = NamespaceObjects.of(sandbox);
              final boolean still = now.versions().equals(last);
              last.clear();
              last.putAll(now.versions());
              return still
                  && now
                      .where(o -> o.path("kind").asText().equals("Deployment"))
                      .each(d -> d.at("/status/availableReplicas").asText())
                      .values()
                      .stream()
                      .allMatch("1"::equals);
            });
    return NamespaceObjects.of(sandbox);
  }

  private static void assertNothingIsLost(NamespaceObjects before, NamespaceObjects after) {
    final NamespaceObjects children = before.childrenOf("demo");
    assertThat(uids(after)).containsAllEntriesOf(uids(children));
    for (final String part : List.of("/data", "/spec")) {
      final NamespaceObjects data =
          children.where(o -> Set.of("Secret", "PersistentVolumeClaim").contains(kind(o)));
      assertThat(after.each(o -> o.at(part).toString()))
          .containsAllEntriesOf(data.each(o -> o.at(part).toString()));
    }
  }

  private static void assertPodsGoOn(
      NamespaceObjects before, NamespaceObjects after, Set<String> changed) {
    final NamespaceObjects pods =
        before.where(o -> kind(o).equals("Pod")).where(pod -> !changed.contains(deployment(pod)));
    assertThat(uids(after)).containsAllEntriesOf(uids(pods));
    assertThat(after.each(UpgradeIT::restarts))
        .containsAllEntriesOf(pods.each(UpgradeIT::restarts));
    final NamespaceObjects deployments =
        before.where(o -> kind(o).equals("Deployment") && !changed.contains(id(o)));
    assertThat(after.each(o -> o.at("/spec/template").toString()))
        .containsAllEntriesOf(deployments.each(o -> o.at("/spec/template").toString()));
  }

  private static Map<String, String> applied(NamespaceObjects objects) {
    return objects.childrenOf("demo").each(child -> AppliedFields.of(child, "").toString());
  }

  private static Map<String, String> uids(NamespaceObjects objects) {
    return objects.each(object -> object.at("/metadata/uid").asText());
  }

  private static String kind(JsonNode object) {
    return object.path("kind").asText();
  }

  private static String id(JsonNode object) {
    return kind(object) + "/" + object.at("/metadata/name").asText();
  }

  private static String deployment(JsonNode pod) {
    return "Deployment/demo-" + NamespaceObjects.label(pod, "app.kubernetes.io/component");
  }

  private static String restarts(JsonNode object) {
    return object.at("/status/containerStatuses/0/restartCount").asText();
  }

  private static String ownerVersion(JsonNode object) {
    return object.at("/metadata/ownerReferences/0/apiVersion").asText();
  }

  private static Set<String> names(List<AuditLog.Entry> writes) {
    return writes.stream()
        .map(write -> write.resource() + "/" + write.name())
        .collect(Collectors.toSet());
  }

  private static Set<String> withStatus(Set<String> children) {
    final Set<String> names =
        children.stream()
            .map(child -> child.split("/"))
            .map(c -> Pluralize.toPlural(c[0].toLowerCase(Locale.ROOT)) + "/" + c[1])
            .collect(Collectors.toSet());
    names.add("torruststacks/demo");
    return names;
  }

  /** The CRD as it is when the version before it is still served. */
  private static String withVersion(String name) throws IOException {
    final ObjectNode crd = (ObjectNode) new YAMLMapper().readTree(Path.of(CRD).toFile());
    final ObjectNode version = crd.at("/spec/versions/0").deepCopy();
    version.put("name", name).put("storage", false).put("served", true);
    crd.withArray("/spec/versions").add(version);
    return crd.toString();
  }
}
