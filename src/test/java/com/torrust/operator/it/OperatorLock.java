package com.torrust.operator.it;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ_WRITE;

import com.torrust.operator.cluster.TestCluster;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Lets test classes that only use the running operator run side by side. A class that takes the
 * {@link Operator} as a parameter anywhere is alone from its first test to its last: it may restart
 * the operator, or take away what the cluster serves.
 */
public final class OperatorLock implements ResourceLocksProvider {

  @Override
  public Set<Lock> provideForClass(Class<?> test) {
    final boolean alone =
        Stream.concat(
                Stream.of(test.getDeclaredConstructors()), Stream.of(test.getDeclaredMethods()))
            .anyMatch(OperatorLock::takesOperator);
    return Set.of(new Lock(TestCluster.LOCK, alone ? READ_WRITE : READ));
  }

  private static boolean takesOperator(Executable executable) {
    return List.of(executable.getParameterTypes()).contains(Operator.class);
  }
}
