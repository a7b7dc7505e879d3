package com.torrust.operator.benchmark;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.golden.Manifests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Stacks that are created together, ten to a namespace.
 *
 * @param name begins the names of its namespaces
 * @param size number of stacks
 * @param certificates whether cert-manager issues their certificates; otherwise the ingress
 *     controller has them
 */
record Fleet(String name, int size, boolean certificates) {

  private static final int PER_NAMESPACE = 10;
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  /**
   * One stack.
   *
   * @param namespace its namespace
   * @param name its name
   * @param manifest what a user would apply
   */
  record Member(String namespace, String name, String manifest) {

    /** Creates the stack as kubectl does: what the user left out is not there. */
    GenericKubernetesResource create(KubernetesClient client) {
      final GenericKubernetesResource stack =
          YAML.unmarshal(manifest, GenericKubernetesResource.class);
      return client
          .genericKubernetesResources(stack.getApiVersion(), stack.getKind())
          .inNamespace(namespace)
          .resource(stack)
          .create();
    }

    /** The stack with what the API server gave it. */
    TorrustStack typed(HasMetadata created) {
      final TorrustStack stack = Manifests.stack(manifest);
      stack.setMetadata(created.getMetadata());
      return stack;
    }
  }

  List<Member> members() {
    return IntStream.range(0, size).mapToObj(this::member).toList();
  }

  boolean includes(HasMetadata object) {
    return object.getMetadata().getNamespace().startsWith(name + "-");
  }

  /** Makes its namespaces, which enforce the Pod Security level {@code restricted}. */
  void createNamespaces(KubernetesClient client) {
    members().stream()
        .map(Member::namespace)
        .distinct()
        .forEach(
            namespace ->
                client
                    .resource(
                        new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                            .endMetadata()
                            .build())
                    .create());
  }

  private Member member(int index) {
    final String namespace = name + "-" + index / PER_NAMESPACE;
    final String stack = "stack-" + index;
    return new Member(
        namespace,
        stack,
        """
        apiVersion: torrust.com/v1alpha1
        kind: TorrustStack
        metadata: {name: %s, namespace: %s}
        spec:
          hostname: %s.%s.test
          exposure: {tls: %s}
        """
            .formatted(
                stack,
                namespace,
                stack,
                namespace,
                certificates
                    ? "{issuerRef: {name: test-ca, kind: ClusterIssuer}}"
                    : "{mode: External}"));
  }
}
