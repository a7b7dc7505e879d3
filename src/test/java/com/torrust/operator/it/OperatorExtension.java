package com.torrust.operator.it;

import com.torrust.operator.cluster.ClusterExtension;
import com.torrust.operator.cluster.TestCluster;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Installs the operator's manifests and runs the operator, once per cluster. Each test leaves it as
 * it was before, running or not, and each class leaves it running as usual.
 */
public final class OperatorExtension
    implements ParameterResolver,
        BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(OperatorExtension.class);

  /** What tests use and do not own: a store closes what it can close. */
  private record Shared(Operator operator) {}

  private record Before(Optional<Map<String, String>> state) {}

  @Override
  public void beforeAll(ExtensionContext context) {
    final TestCluster cluster = ClusterExtension.cluster(context);
    final Operator operator =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(cluster, key -> install(cluster), Operator.class);
    context.getStore(NAMESPACE).put(Shared.class, new Shared(operator));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(NAMESPACE).put(Before.class, new Before(operator(context).state()));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    final Class<?> type = parameter.getParameter().getType();
    return type == Operator.class || type == Sandbox.class || type == Resyncs.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    final Operator operator = operator(context);
    final Class<?> type = parameter.getParameter().getType();
    if (type == Operator.class) {
      return operator;
    }
    final TestCluster cluster = ClusterExtension.cluster(context);
    final Sandbox sandbox =
        context
            .getStore(NAMESPACE)
            .computeIfAbsent(Sandbox.class, key -> Sandbox.create(cluster), Sandbox.class);
    return type == Sandbox.class ? sandbox : new Resyncs(operator, cluster, sandbox);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    operator(context)
        .restore(context.getStore(NAMESPACE).get(Before.class, Before.class).state());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    operator(context).restore(Optional.of(Map.of()));
  }

  private static Operator operator(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(Shared.class, Shared.class).operator();
  }

  private static Operator install(TestCluster cluster) {
    applyManifests(new Kubectl(cluster));
    cluster.installCertManager();
    return cluster.takesImages() ? new OperatorInCluster(cluster) : new OperatorBeside(cluster);
  }

  /** Installs what an operator that runs beside the cluster needs there. */
  public static void applyManifests(Kubectl kubectl) {
    kubectl.run("apply", "-f", "crds");
    // kubectl fails at once as long as a new CRD has no conditions at all.
    Sandbox.await()
        .untilAsserted(
            () ->
                kubectl.run(
                    "wait", "--for=condition=Established", "crd/torruststacks.torrust.com"));
    kubectl.run("apply", "-k", "deploy/rbac");
  }
}
