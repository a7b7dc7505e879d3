package com.torrust.operator.it;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ_WRITE;

import com.torrust.operator.cluster.TestCluster;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Lets tests that only use the running operator run side by side, and a test that takes the {@link
 * Operator} as a parameter, to restart it, alone. A class that takes it before or after its tests,
 * or before all of them, is alone from its first test to its last.
 */
public final class OperatorLock implements ResourceLocksProvider {

  @Override
  public Set<Lock> provideForClass(Class<?> test) {
    return Stream.concat(
                Stream.of(test.getDeclaredConstructors()),
                Stream.of(test.getDeclaredMethods()).filter(OperatorLock::aroundTests))
            .anyMatch(OperatorLock::takesOperator)
        ? Set.of(new Lock(TestCluster.LOCK, READ_WRITE))
        : Set.of();
  }

  @Override
  public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> test, Method method) {
    return Set.of(new Lock(TestCluster.LOCK, takesOperator(method) ? READ_WRITE : READ));
  }

  private static boolean aroundTests(Method method) {
    return Stream.of(BeforeAll.class, BeforeEach.class, AfterEach.class, AfterAll.class)
        .anyMatch(method::isAnnotationPresent);
  }

  private static boolean takesOperator(Executable executable) {
    return List.of(executable.getParameterTypes()).contains(Operator.class);
  }
}
