package com.torrust.operator.workflow;

import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The cluster's IngressClasses. They are asked for and not watched, since an operator of one
 * namespace may not be allowed to read them; the answer is kept for a while.
 */
public final class IngressClasses {

  private final Kept<Optional<List<IngressClass>>> classes = new Kept<>(Duration.ofSeconds(30));

  /** Returns the classes, empty when the operator may not read them. */
  public Optional<List<IngressClass>> read(KubernetesClient client) {
    return classes.get(() -> ask(client));
  }

  private static Optional<List<IngressClass>> ask(KubernetesClient client) {
    try {
      return Optional.of(client.network().v1().ingressClasses().list().getItems());
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
