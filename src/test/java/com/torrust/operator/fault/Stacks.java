package com.torrust.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.it.Sandbox;
import com.torrust.operator.kube.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a user wants of the stacks of one namespace, and whether the cluster has come to it. */
final class Stacks {

  private static final String CONNECTIONS = "GF_LIVE_MAX_CONNECTIONS";
  private static final List<Class<? extends HasMetadata>> CHILDREN =
      List.of(
          ConfigMap.class,
          Deployment.class,
          Ingress.class,
          NetworkPolicy.class,
          PersistentVolumeClaim.class,
          Secret.class,
          Service.class);
  private static final Duration LIMIT =
      Duration.ofSeconds(Long.getLong("it.faults.limit.seconds", 120));

  private final Sandbox sandbox;
  private final OperatorReading reading = new OperatorReading();
  private final Map<String, Integer> wanted = new TreeMap<>();
  private final Set<String> deleted = new TreeSet<>();
  private int edits = 100;

  Stacks(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Creates a stack. */
  void create(String name) {
    edits++;
    sandbox
        .client()
        .resource(
            sandbox.manifest(
                name,
                "  exposure: {tls: {mode: Disabled}}\n  grafana: {live: {maxConnections: "
                    + edits
                    + "}}\n"))
        .create();
    wanted.put(name, edits);
    deleted.remove(name);
  }

  /** Changes the spec of a stack so that Grafana gets a new pod. */
  void edit(String name) {
    edits++;
    sandbox.patch(name, "{\"spec\":{\"grafana\":{\"live\":{\"maxConnections\":" + edits + "}}}}");
    wanted.put(name, edits);
  }

  /** Changes the spec of a stack in a way that no child tells. */
  void changeWithoutConsequence(String name) {
    sandbox.patch(name, "{\"spec\":{\"exposure\":{\"probe\":{\"interval\":\"9m\"}}}}");
  }

  /** Deletes a stack. */
  void delete(String name) {
    sandbox.object(TorrustStack.class, name).delete();
    wanted.remove(name);
    deleted.add(name);
  }

  /** Waits until everything is as wanted, and returns how long that took. */
  Duration awaitSettled() {
    final long start = System.nanoTime();
    Sandbox.await().atMost(LIMIT).ignoreNoExceptions().untilAsserted(this::assertSettled);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Waits until the last edit of a stack has reached its child. */
  void awaitArrival(String name) {
    Sandbox.await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> connections(name).equals(wanted.get(name).toString()));
  }

  /** Returns the uids of all pods, which stay as long as nothing restarts them. */
  Set<String> pods() {
    return list(Pod.class).stream()
        .map(pod -> pod.getMetadata().getUid())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void assertSettled() {
    final Map<String, Set<String>> children = children();
    for (final Map.Entry<String, Integer> stack : wanted.entrySet()) {
      final TorrustStack actual = read(stack.getKey());
      assertReady(actual);
      assertThat(children.get(stack.getKey()))
          .as("children of %s", stack.getKey())
          .isEqualTo(
              Rendering.of(actual).stream().map(Stacks::id).collect(Collectors.toSet()));
      assertThat(connections(stack.getKey())).isEqualTo(stack.getValue().toString());
    }
    for (final String stack : deleted) {
      assertThat(children.getOrDefault(stack, Set.of()))
          .as("what is left of %s", stack)
          .allMatch(id -> id.startsWith("PersistentVolumeClaim") || id.startsWith("Secret"));
    }
    assertThat(ours(ReplicaSet.class).filter(set -> set.getSpec().getReplicas() > 0))
        .as("sets of pods")
        .hasSize(3 * wanted.size());
    assertThat(ours(Pod.class)).as("pods").hasSize(3 * wanted.size());
  }

  private TorrustStack read(String name) {
    return reading.stack(
        sandbox
            .client()
            .raw(
                "/apis/torrust.com/v1alpha1/namespaces/"
                    + sandbox.namespace()
                    + "/torruststacks/"
                    + name));
  }

  private static void assertReady(TorrustStack stack) {
    assertThat(stack.getStatus()).as("status").isNotNull();
    assertThat(stack.getStatus().observedGeneration())
        .as("observed generation of %s", stack.getMetadata().getName())
        .isEqualTo(stack.getMetadata().getGeneration());
    assertThat(stack.getStatus().condition("Ready").map(Condition::status))
        .as("Ready of %s: %s", stack.getMetadata().getName(), stack.getStatus().conditions())
        .contains("True");
  }

  private Map<String, Set<String>> children() {
    return CHILDREN.stream()
        .flatMap(kind -> list(kind).stream())
        .collect(
            Collectors.groupingBy(
                child -> child.getMetadata().getLabels().get(Labels.STACK),
                Collectors.mapping(Stacks::id, Collectors.toSet())));
  }

  private <R extends HasMetadata> Stream<R> ours(Class<R> kind) {
    return list(kind).stream()
        .filter(
            object -> {
              final String stack = object.getMetadata().getLabels().get(Labels.STACK);
              return wanted.containsKey(stack) || deleted.contains(stack);
            });
  }

  private <R extends HasMetadata> List<R> list(Class<R> kind) {
    return sandbox
        .client()
        .resources(kind)
        .inNamespace(sandbox.namespace())
        .withLabel(Labels.STACK)
        .list()
        .getItems();
  }

  private String connections(String stack) {
    // The garbage collector may take one that has just been listed.
    return Stream.ofNullable(sandbox.object(Deployment.class, stack + "-grafana").get())
        .flatMap(d -> d.getSpec().getTemplate().getSpec().getContainers().stream())
        .flatMap(container -> container.getEnv().stream())
        .filter(variable -> variable.getName().equals(CONNECTIONS))
        .map(EnvVar::getValue)
        .collect(Collectors.joining());
  }

  private static String id(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }
}
