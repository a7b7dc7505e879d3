package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.cluster.AuditLog;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.PodTemplates;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A namespace of a test's own that enforces the Pod Security level {@code restricted}, and what a
 * test does with stacks in it.
 */
public final class Sandbox implements AutoCloseable {

  /** Longest time that a stack takes to be ready on a busy machine. */
  public static final Duration LIMIT = Duration.ofSeconds(Long.getLong("it.limit.seconds", 90));

  private final TestCluster cluster;
  private final String namespace;

  private Sandbox(TestCluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /** Makes one with a name of its own. */
  public static Sandbox create(TestCluster cluster) {
    final String name = "it-" + UUID.randomUUID().toString().substring(0, 8);
    cluster
        .client()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    return new Sandbox(cluster, name);
  }

  /** Returns the namespace's name. */
  public String namespace() {
    return namespace;
  }

  /** Returns a client with the rights of an administrator. */
  public KubernetesClient client() {
    return cluster.client();
  }

  /** Returns kubectl with the rights of an administrator. */
  public Kubectl kubectl() {
    return new Kubectl(cluster);
  }

  /**
   * Applies a stack called {@code demo} as kubectl does.
   *
   * @param spec further fields of the spec in YAML, each line indented by two spaces
   */
  public void apply(String spec) {
    apply("demo", spec);
  }

  /** Applies a stack of the given name; see {@link #apply(String)}. */
  public void apply(String name, String spec) {
    final Kubectl.Result result = kubectl().attempt(manifest(name, spec), "apply", "-f", "-");
    assertThat(result.code()).as(result.output()).isZero();
  }

  /** Returns the manifest of a stack whose certificate the cluster's test CA issues. */
  public String manifest(String name, String spec) {
    final String exposure =
        spec.contains("\n  exposure:") || spec.startsWith("  exposure:")
            ? ""
            : "  exposure: {tls: {issuerRef: {name: test-ca, kind: ClusterIssuer}}}\n";
    return """
    apiVersion: torrust.com/v1alpha1
    kind: TorrustStack
    metadata: {name: %s, namespace: %s}
    spec:
      hostname: %s.%s.test
    """
            .formatted(name, namespace, name, namespace)
        + exposure
        + spec;
  }

  /** Changes the stack {@code demo} by a merge patch. */
  public void patch(String change) {
    patch("demo", change);
  }

  /** Changes a stack, which may have values that this version does not read, by a merge patch. */
  public void patch(String name, String change) {
    client()
        .genericKubernetesResources("torrust.com/v1alpha1", "TorrustStack")
        .inNamespace(namespace)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), change);
  }

  /** Puts an annotation, {@code key=value}, on an object, {@code kind/name}. */
  public void annotate(String object, String annotation) {
    kubectl().run("annotate", "--overwrite", "-n", namespace, object, annotation);
  }

  /** Writes a Secret of the user's, in place of what an earlier call put into it. */
  public void secret(String name, Map<String, String> values) {
    client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withStringData(values)
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  /** Returns the stack {@code demo} as the API server has it. */
  public TorrustStack stack() {
    return stack("demo");
  }

  /** Returns a stack as the API server has it. */
  public TorrustStack stack(String name) {
    return client().resources(TorrustStack.class).inNamespace(namespace).withName(name).get();
  }

  /** Returns a handle on an object of this namespace. */
  public <T extends HasMetadata> Resource<T> object(Class<T> kind, String name) {
    return client().resources(kind).inNamespace(namespace).withName(name);
  }

  /** Returns the pods' template in the Deployment of a component of the stack {@code demo}. */
  public PodTemplateSpec template(Component component) {
    return object(Deployment.class, "demo-" + component.label()).get().getSpec().getTemplate();
  }

  /** Returns the container of a component of the stack {@code demo}, as its Deployment has it. */
  public Container container(Component component) {
    return template(component).getSpec().getContainers().get(0);
  }

  /** Returns what the pods of a component of the stack {@code demo} start anew for. */
  public String configHash(Component component) {
    return template(component).getMetadata().getAnnotations().get(PodTemplates.CONFIG_HASH);
  }

  /** Waits until the stack {@code demo} is ready in its newest generation. */
  public TorrustStack awaitReady() {
    return awaitTrue("Ready");
  }

  /** Waits until a condition of the stack {@code demo}, for its newest generation, is true. */
  public TorrustStack awaitTrue(String type) {
    return awaitCondition(type, c -> c.status().equals("True"));
  }

  /** Waits until the operator has written nothing here for two seconds. */
  public void awaitQuiet() {
    await()
        .alias("two seconds without a write in " + namespace)
        .until(() -> writesSince(Instant.now().minusSeconds(2)).isEmpty());
  }

  /** Returns what the operator has written here since the given moment. */
  public List<AuditLog.Entry> writesSince(Instant start) {
    return cluster.audit().writes(OperatorProcess.USER, namespace).stream()
        .filter(write -> write.at().isAfter(start))
        .toList();
  }

  /** Waits until a condition of the stack {@code demo}, for its newest generation, is as wanted. */
  public TorrustStack awaitCondition(String type, Predicate<Condition> wanted) {
    return awaitCondition("demo", type, wanted);
  }

  /** Waits until a condition of a stack, for its newest generation, is as wanted. */
  public TorrustStack awaitCondition(String name, String type, Predicate<Condition> wanted) {
    final TorrustStack[] seen = new TorrustStack[1];
    try {
      await()
          .until(
              () -> {
                seen[0] = stack(name);
                return current(seen[0])
                    .flatMap(s -> s.getStatus().condition(type))
                    .filter(wanted)
                    .isPresent();
              });
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(
          type + " did not become as wanted; conditions: " + seen[0].getStatus().conditions(), e);
    }
    return seen[0];
  }

  /** Waits until a condition of the stack {@code demo} has the given reason. */
  public Condition awaitReason(String type, String reason) {
    return awaitReason("demo", type, reason);
  }

  /** Waits until a condition of a stack has the given reason. */
  public Condition awaitReason(String name, String type, String reason) {
    return awaitCondition(name, type, c -> c.reason().equals(reason))
        .getStatus()
        .condition(type)
        .orElseThrow();
  }

  /** Returns a bounded wait that looks often. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).ignoreExceptions();
  }

  private static Optional<TorrustStack> current(TorrustStack stack) {
    return Optional.ofNullable(stack)
        .filter(s -> s.getStatus() != null)
        .filter(s -> s.getMetadata().getGeneration().equals(s.getStatus().observedGeneration()));
  }

  @Override
  public void close() {
    client().namespaces().withName(namespace).delete();
  }
}
