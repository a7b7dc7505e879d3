package com.torrust.operator.benchmark;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * Objects of one kind that have become as wanted, told by a watch.
 *
 * @param <R> their kind
 */
final class Arrivals<R extends HasMetadata> implements AutoCloseable {

  private static final Duration NEWS = Duration.ofSeconds(10);

  private final Predicate<R> wanted;
  private final Set<ResourceID> arrived = ConcurrentHashMap.newKeySet();
  private final SharedIndexInformer<R> informer;
  private volatile long lastNanos = System.nanoTime();

  private Arrivals(KubernetesClient client, Class<R> kind, Predicate<R> wanted) {
    this.wanted = wanted;
    this.informer = client.resources(kind).inAnyNamespace().inform(new Handler());
  }

  /** Begins to watch. */
  static <R extends HasMetadata> Arrivals<R> of(
      KubernetesClient client, Class<R> kind, Predicate<R> wanted) {
    return new Arrivals<>(client, kind, wanted);
  }

  int count() {
    return arrived.size();
  }

  /** Waits until so many are as wanted, and returns when the last one was, in nanoTime. */
  long await(int number, String what, Duration limit) {
    final long begin = System.nanoTime();
    final long[] said = {begin};
    Awaitility.await(what)
        .atMost(limit)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (System.nanoTime() - said[0] > NEWS.toNanos()) {
                said[0] = System.nanoTime();
                Benchmark.say(
                    "%d of %d %s after %d s"
                        .formatted(
                            count(), number, what, Duration.ofNanos(said[0] - begin).toSeconds()));
              }
              return count() >= number;
            });
    return lastNanos;
  }

  @Override
  public void close() {
    informer.close();
  }

  private final class Handler implements ResourceEventHandler<R> {

    @Override
    public void onAdd(R object) {
      look(object);
    }

    @Override
    public void onUpdate(R before, R object) {
      look(object);
    }

    @Override
    public void onDelete(R object, boolean unknown) {
      arrived.remove(ResourceID.fromResource(object));
    }

    private void look(R object) {
      if (!wanted.test(object)) {
        arrived.remove(ResourceID.fromResource(object));
      } else if (arrived.add(ResourceID.fromResource(object))) {
        lastNanos = System.nanoTime();
      }
    }
  }
}
