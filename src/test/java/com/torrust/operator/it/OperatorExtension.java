package com.torrust.operator.it;

import com.torrust.operator.cluster.ClusterExtension;
import com.torrust.operator.cluster.TestCluster;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Installs the operator's manifests and runs the operator once per test run. */
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
            .computeIfAbsent(Operator.class, key -> install(cluster), Operator.class);
    if (parameter.getParameter().getType() == Operator.class) {
      return operator;
    }
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(Sandbox.class, key -> Sandbox.create(cluster), Sandbox.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    final Operator operator =
        context.getRoot().getStore(NAMESPACE).get(Operator.class, Operator.class);
    if (operator != null) {
      operator.reset();
    }
  }

  private static Operator install(TestCluster cluster) {
    prepare(cluster);
    return new Operator(cluster);
  }

  /** Installs the CRD, the operator's rights and cert-manager. */
  public static void prepare(TestCluster cluster) {
    final Kubectl kubectl = new Kubectl(cluster);
    kubectl.run("apply", "-f", "crds");
    // kubectl fails at once as long as a new CRD has no conditions at all.
    Sandbox.await()
        .untilAsserted(
            () ->
                kubectl.run(
                    "wait", "--for=condition=Established", "crd/torruststacks.torrust.com"));
    kubectl.run("apply", "-k", "deploy/rbac");
    cluster.installCertManager();
  }
}
