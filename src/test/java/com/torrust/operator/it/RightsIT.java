package com.torrust.operator.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.cluster.AuditLog;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.ingress.PodNetwork;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The operator's rights are those that it uses: what {@code deploy/rbac} grants is compared with
 * what the API server's audit log of the whole run tells of the operator. Hence it comes last, and
 * only after a whole run, unless {@code -Drights.compare} asks for it.
 */
@WithOperator
@Isolated("comes after all that runs side by side, which an order alone does not promise")
@Order(Integer.MAX_VALUE)
class RightsIT {

  private static final List<Path> MANIFESTS =
      List.of(
          Path.of("deploy/rbac/cluster-role.yaml"),
          Path.of("deploy/rbac/ingress-classes.yaml"),
          Path.of("deploy/rbac/leader-election.yaml"));

  /** Java Operator SDK 5.3 asks for it before it elects, and then patches. */
  private static final Right DEMANDED = new Right("coordination.k8s.io", "leases", "update");

  /** Every user may ask what it may do. */
  private static final String REVIEWS = "authorization.k8s.io";

  private final TestCluster cluster;

  RightsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private record Right(String group, String resource, String verb) implements Comparable<Right> {

    static Right of(AuditLog.Entry entry) {
      final String sub = entry.subresource().isEmpty() ? "" : "/" + entry.subresource();
      return new Right(entry.apiGroup(), entry.resource() + sub, entry.verb());
    }

    Right with(String otherVerb) {
      return new Right(group, resource, otherVerb);
    }

    @Override
    public int compareTo(Right other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return (group.isEmpty() ? "core" : group) + " " + resource + " " + verb;
    }
  }

  @Test
  void areThoseThatTheOperatorUses(Operator operator) throws IOException {
    assumeWholeRun();
    // A watch is in the log when it has ended.
    operator.stop();
    awaitLastWatch();
    final Set<Right> granted = granted();

    final Map<Right, Long> used = used();
    System.out.println("rights of the operator, and how often this run used them:");
    granted.forEach(
        right -> System.out.printf("  %-55s %6d%n", right, used.getOrDefault(right, 0L)));
    final Set<Right> unused = new TreeSet<>(granted);
    unused.removeAll(used.keySet());
    // Server-side apply of what is not there needs this right too, and is a patch in the log.
    unused.removeIf(
        right -> right.verb().equals("create") && used.containsKey(right.with("patch")));
    // A child is read only when making it meets an object of its name, which not every kind does.
    unused.removeIf(right -> right.verb().equals("get") && !right.resource().equals("secrets"));
    assertThat(unused).as("granted and not used").containsExactly(DEMANDED);
    final Set<Right> missing = new TreeSet<>(used.keySet());
    missing.removeAll(granted);
    assertThat(missing).as("asked for and not granted").isEmpty();
  }

  @Test
  void areNarrow() throws IOException {
    assertThat(granted())
        .noneMatch(right -> right.toString().contains("*"))
        .filteredOn(right -> right.resource().equals("secrets"))
        .extracting(Right::verb)
        .containsExactlyInAnyOrder("get", "create", "patch");
  }

  private void awaitLastWatch() {
    final Right watch = new Right("torrust.com", "torruststacks", "watch");
    Sandbox.await().until(() -> used().containsKey(watch));
  }

  private void assumeWholeRun() {
    final boolean whole = System.getProperty("it.test") == null;
    final boolean asked = System.getProperty("rights.compare") != null;
    if (!whole && !asked) {
      System.out.println("rights are not compared: only a part of the tests ran");
    }
    assumeTrue(whole || asked, "only a part of the tests ran");
    assumeTrue(cluster.simulated(), "the audit log of this cluster can't be read");
    final Optional<String> missing = PodNetwork.unavailable();
    missing.ifPresent(
        reason -> System.out.println("rights are not compared: tests were skipped, " + reason));
    assumeTrue(missing.isEmpty(), () -> "tests were skipped, " + missing.get());
  }

  private Map<Right, Long> used() {
    return requests()
        .filter(entry -> !entry.resource().isEmpty() && !entry.apiGroup().equals(REVIEWS))
        .collect(groupingBy(Right::of, TreeMap::new, counting()));
  }

  private Stream<AuditLog.Entry> requests() {
    return cluster.audit().entries().stream()
        .filter(entry -> entry.user().equals(OperatorProcess.USER));
  }

  private Set<Right> granted() throws IOException {
    final Set<Right> rights = new TreeSet<>();
    for (final Path manifest : MANIFESTS) {
      try (InputStream yaml = Files.newInputStream(manifest)) {
        cluster.client().load(yaml).items().stream()
            .flatMap(object -> rules(object).stream())
            .forEach(rule -> rights.addAll(rights(rule)));
      }
    }
    return rights;
  }

  private static List<Right> rights(PolicyRule rule) {
    return rule.getApiGroups().stream()
        .flatMap(
            group ->
                rule.getResources().stream()
                    .flatMap(
                        resource ->
                            rule.getVerbs().stream().map(verb -> new Right(group, resource, verb))))
        .toList();
  }

  private static List<PolicyRule> rules(HasMetadata object) {
    if (object instanceof ClusterRole role) {
      return role.getRules();
    }
    return object instanceof Role role ? role.getRules() : List.of();
  }
}
