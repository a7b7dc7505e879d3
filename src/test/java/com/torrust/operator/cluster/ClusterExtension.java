package com.torrust.operator.cluster;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one cluster per test run, when the first test asks for it, and ends it after the last
 * test. A class that {@link OnK3s} marks has one of its own instead.
 */
public final class ClusterExtension implements ParameterResolver {

  static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ClusterExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return cluster(context);
  }

  /**
   * The run's cluster.
   *
   * @throws ClusterException when it can't be started; a later test gets the same failure without
   *     another attempt
   */
  public static TestCluster cluster(ExtensionContext context) {
    // A store answers for the contexts around its own too.
    final Start own = context.getStore(NAMESPACE).get(Start.class, Start.class);
    return own != null
        ? own.cluster()
        : context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(
                Start.class, key -> Start.attempt(TestCluster::startForTests), Start.class)
            .cluster();
  }

  /** The outcome of the run's one start: exactly one of the two is there. */
  record Start(TestCluster running, ClusterException failure) implements AutoCloseable {

    static Start attempt(Supplier<TestCluster> start) {
      try {
        return new Start(start.get(), null);
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
