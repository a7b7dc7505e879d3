package com.torrust.operator.gitops;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.it.Sandbox;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Every state that the stack of a sandbox goes through. */
final class Watched implements Watcher<GenericKubernetesResource> {

  private final List<String> states = new CopyOnWriteArrayList<>();

  private Watched() {}

  /**
   * Returns a view of each state that the stack {@code demo} gets during an action, which ends in
   * the last of them.
   */
  static <T> List<T> of(Sandbox sandbox, Runnable action, Function<String, T> view) {
    final Watched watched = new Watched();
    final TorrustStack before = sandbox.stack();
    try (Watch watch =
        sandbox
            .client()
            .genericKubernetesResources(before.getApiVersion(), before.getKind())
            .inNamespace(sandbox.namespace())
            .withName(before.getMetadata().getName())
            .withResourceVersion(before.getMetadata().getResourceVersion())
            .watch(watched)) {
      action.run();
      final String last = sandbox.stack().getMetadata().getResourceVersion();
      Sandbox.await().until(() -> watched.states.stream().anyMatch(s -> s.contains(last)));
    }
    return watched.states.stream().map(view).toList();
  }

  @Override
  public void eventReceived(Action action, GenericKubernetesResource stack) {
    states.add(Serialization.asJson(stack));
  }

  @Override
  public void onClose(WatcherException cause) {
    // A watch that ends early leaves the last state unseen, which fails the test.
  }
}
