package com.torrust.operator.benchmark;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.cluster.AuditLog;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.it.Kubectl;
import com.torrust.operator.it.OperatorExtension;
import com.torrust.operator.it.OperatorJvm;
import com.torrust.operator.it.OperatorProcess;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A fresh test cluster with cert-manager and one node that takes any number of pods. */
final class Bed implements AutoCloseable {

  private static final Map<String, Quantity> ROOM =
      Map.of(
          "cpu", new Quantity("10k"),
          "memory", new Quantity("100Ti"),
          "pods", new Quantity("30k"));

  /** Endpoints are verified, and no name server is asked: the hostnames are nobody's. */
  private static final Map<String, String> VERIFYING =
      Map.of(
          "torrust.verification.public-names", "true",
          "jdk.net.hosts.file", "/etc/hosts");

  private final TestCluster cluster;
  private final int parallelism;

  private Bed(TestCluster cluster, int parallelism) {
    this.cluster = cluster;
    this.parallelism = parallelism;
  }

  /**
   * Starts a cluster.
   *
   * @param parallelism how many requests {@link #each} keeps under way
   */
  static Bed open(int parallelism) {
    final TestCluster cluster = TestCluster.start();
    try {
      if (!cluster.simulated()) {
        throw new IllegalStateException(
            "the benchmark needs simulated pods, and this is " + cluster.description());
      }
      OperatorExtension.applyManifests(new Kubectl(cluster));
      cluster.installCertManager();
      cluster
          .client()
          .nodes()
          .resources()
          .forEach(
              node ->
                  node.editStatus(
                      n -> {
                        n.getStatus().setAllocatable(ROOM);
                        n.getStatus().setCapacity(ROOM);
                        return n;
                      }));
      return new Bed(cluster, parallelism);
    } catch (RuntimeException | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  KubernetesClient client() {
    return cluster.client();
  }

  AuditLog audit() {
    return cluster.audit();
  }

  String description() {
    return cluster.description();
  }

  /**
   * Starts the operator with further system properties, and with a token, as in a cluster: without
   * one, Fabric8 7.5 reads the whole kubeconfig anew before each request.
   */
  OperatorProcess operator(OperatorJvm jvm, Map<String, String> properties) {
    final Map<String, String> all = new HashMap<>(VERIFYING);
    all.put(
        "kubernetes.auth.token",
        new Kubectl(cluster)
            .run("create", "token", "torrust-operator", "-n", "torrust-operator")
            .strip());
    all.putAll(properties);
    return OperatorProcess.start(cluster, jvm, all);
  }

  /** Begins to watch which stacks of a fleet are Ready in their newest generation. */
  Arrivals<TorrustStack> readyStacks(Fleet fleet) {
    return Arrivals.of(
        client(), TorrustStack.class, stack -> fleet.includes(stack) && isReady(stack));
  }

  /** Does something for each element, several at once; fails with the first that fails. */
  <T> void each(List<T> elements, Consumer<T> action) {
    final ExecutorService threads = Executors.newFixedThreadPool(parallelism);
    try {
      final List<Callable<Object>> tasks =
          elements.stream()
              .map(element -> Executors.callable(() -> action.accept(element)))
              .toList();
      for (final Future<Object> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  @Override
  public void close() {
    cluster.close();
  }

  private static boolean isReady(TorrustStack stack) {
    return stack.getStatus() != null
        && stack.getMetadata().getGeneration().equals(stack.getStatus().observedGeneration())
        && stack.getStatus().condition("Ready").map(Condition::status).orElse("").equals("True");
  }
}
