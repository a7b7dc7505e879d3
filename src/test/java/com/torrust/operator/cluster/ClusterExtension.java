package com.torrust.operator.cluster;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one cluster per test run, when the first test asks for it, and ends it after the last
 * test.
 */
public final class ClusterExtension implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ClusterExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestCluster.class;
  }

  /**
   * The run's cluster.
   *
   * @throws ClusterException when it can't be started; a later test gets the same failure without
   *     another attempt
   */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Start.class, key -> Start.attempt(), Start.class)
        .cluster();
  }

  /** The outcome of the run's one start: exactly one of the two is there. */
  private record Start(TestCluster running, ClusterException failure) implements AutoCloseable {

    static Start attempt() {
      try {
        return new Start(TestCluster.start(), null);
      } catch (ClusterException e) {
        return new Start(null, e);
      }
    }

    TestCluster cluster() {
      if (failure != null) {
        throw new ClusterException(failure.getMessage(), failure);
      }
      return running;
    }

    @Override
    public void close() {
      if (running != null) {
        running.close();
        System.out.println("Integration tests ran on: " + running.description());
      }
    }
  }
}
