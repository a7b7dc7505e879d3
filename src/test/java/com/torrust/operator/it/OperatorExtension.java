package com.torrust.operator.it;

import com.torrust.operator.cluster.ClusterExtension;
import com.torrust.operator.cluster.TestCluster;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Installs the operator's manifests and runs the operator, once per cluster. */
public final class OperatorExtension implements ParameterResolver, AfterEachCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(OperatorExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    final Class<?> type = parameter.getParameter().getType();
    return type == Operator.class || type == Sandbox.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    final TestCluster cluster =
        (TestCluster) new ClusterExtension().resolveParameter(parameter, context);
    final Operator operator =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(cluster, key -> install(cluster), Operator.class);
    context.getStore(NAMESPACE).put(Used.class, new Used(operator));
    if (parameter.getParameter().getType() == Operator.class) {
      return operator;
    }
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(Sandbox.class, key -> Sandbox.create(cluster), Sandbox.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    final Used used = context.getStore(NAMESPACE).get(Used.class, Used.class);
    if (used != null) {
      used.operator().reset();
    }
  }

  /** What a test uses and does not own: a store closes what it can close. */
  private record Used(Operator operator) {}

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
