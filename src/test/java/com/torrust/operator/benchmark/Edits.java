package com.torrust.operator.benchmark;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * Times from the edit of one stack until a watch tells that a child follows: another number of Live
 * connections, different each time, changes Grafana's Deployment.
 */
final class Edits implements AutoCloseable {

  private static final int LIMIT_SECONDS = 120;
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final List<Fleet.Member> members;
  private final Random random = new Random(1);
  private final Map<ResourceID, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
  private final SharedIndexInformer<Deployment> informer;
  private int connections;

  /**
   * Begins to watch Grafana's Deployments.
   *
   * @param connections a number that no edit before has come near to
   */
  Edits(Bed bed, Fleet fleet, int connections) {
    this.connections = connections;
    this.client = bed.client();
    this.members = fleet.members();
    this.informer =
        client
            .apps()
            .deployments()
            .inAnyNamespace()
            .withLabel("app.kubernetes.io/component", "grafana")
            .inform(new Handler());
  }

  /**
   * Edits one stack after the other, chosen at random.
   *
   * @param goesOn asked with the number of edits so far
   * @return the times in seconds, ascending
   */
  List<Double> times(IntPredicate goesOn) {
    final List<Double> times = new ArrayList<>();
    while (goesOn.test(times.size())) {
      times.add(time(members.get(random.nextInt(members.size()))));
    }
    return times.stream().sorted().toList();
  }

  private double time(Fleet.Member member) {
    final ResourceID deployment = new ResourceID(member.name() + "-grafana", member.namespace());
    final CompletableFuture<Long> change = new CompletableFuture<>();
    awaited.put(deployment, change);
    connections++;
    final long begin = System.nanoTime();
    client
        .resources(TorrustStack.class)
        .inNamespace(member.namespace())
        .withName(member.name())
        .patch(MERGE, "{\"spec\":{\"grafana\":{\"live\":{\"maxConnections\":" + connections + "}}}}");
    try {
      return Benchmark.seconds(begin, change.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    } catch (Exception e) {
      throw new IllegalStateException(deployment + " does not follow its stack", e);
    }
  }

  @Override
  public void close() {
    informer.close();
  }

  private final class Handler implements ResourceEventHandler<Deployment> {

    @Override
    public void onAdd(Deployment deployment) {
      // The stacks were there before.
    }

    @Override
    public void onUpdate(Deployment before, Deployment now) {
      if (!before.getMetadata().getGeneration().equals(now.getMetadata().getGeneration())) {
        final CompletableFuture<Long> change = awaited.remove(ResourceID.fromResource(now));
        if (change != null) {
          change.complete(System.nanoTime());
        }
      }
    }

    @Override
    public void onDelete(Deployment deployment, boolean unknown) {
      // Stacks stay.
    }
  }
}
