package com.torrust.operator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstStartTest {

  private static final TorrustStack STACK = Manifests.stackOf("hostname: demo.test\nexposure: {type: None}\n");

  @Test
  void isAheadWhileThereIsNothingOfGrafana() {
    assertThat(new FirstStart(() -> false).isAhead(STACK, seeing(Set.of(Service.class)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(classes = {Deployment.class, PersistentVolumeClaim.class})
  void isOverOnceThereIsSomething(Class<? extends HasMetadata> kind) {
    assertThat(new FirstStart(() -> false).isAhead(STACK, seeing(Set.of(kind)))).isFalse();
  }

  /** A login that Grafana never heard of would be written down as the one that it has. */
  @Test
  void isNotBelievedToBeAheadFromCachesThatMayHaveBeenEmptied() {
    assertThat(new FirstStart(() -> true).isAhead(STACK, seeing(Set.of()))).isFalse();
  }

  @Test
  void isNotBelievedWhenTheEndBeginsWhileTheCachesAreRead() {
    final AtomicInteger asked = new AtomicInteger();
    final FirstStart firstStart = new FirstStart(() -> asked.get() > 0);
    assertThat(firstStart.isAhead(STACK, seeing(Set.of(), asked))).isFalse();
  }

  private static Context<TorrustStack> seeing(Set<Class<? extends HasMetadata>> kinds) {
    return seeing(kinds, new AtomicInteger());
  }

  /** Returns a context whose caches have all children of some kinds, and count the questions. */
  @SuppressWarnings("unchecked")
  private static Context<TorrustStack> seeing(
      Set<Class<? extends HasMetadata>> kinds, AtomicInteger asked) {
    return (Context<TorrustStack>)
        Proxy.newProxyInstance(
            FirstStartTest.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (context, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("getSecondaryResourcesAsStream");
              asked.incrementAndGet();
              return kinds.contains(arguments[0]) ? children((Class<?>) arguments[0]) : Stream.of();
            });
  }

  private static Stream<HasMetadata> children(Class<?> kind) {
    return Rendering.of(STACK).stream().filter(kind::isInstance);
  }
}
