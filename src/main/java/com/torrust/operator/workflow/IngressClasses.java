package com.torrust.operator.workflow;

import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The cluster's IngressClasses. They are asked for and not watched, since an operator of one
 * namespace may not be allowed to read them; the answer is kept for a while.
 */
public final class IngressClasses {

  private final Kept<Optional<List<IngressClass>>> classes;
  private volatile Optional<List<IngressClass>> read = Optional.empty();

  /** Creates one that asks again after half a minute. */
  public IngressClasses() {
    this(Duration.ofSeconds(30));
  }

  IngressClasses(Duration kept) {
    this.classes = new Kept<>(kept);
  }

  /** Returns the classes, empty when the operator may not read them. */
  public Optional<List<IngressClass>> read(KubernetesClient client) {
    return read(() -> client.network().v1().ingressClasses().list().getItems());
  }

  Optional<List<IngressClass>> read(Supplier<List<IngressClass>> question) {
    return classes.get(() -> ask(question));
  }

  private Optional<List<IngressClass>> ask(Supplier<List<IngressClass>> question) {
    try {
      read = Optional.of(question.get());
    } catch (KubernetesClientException e) {
      // While it starts, the API server denies what it has allowed before, and nothing has changed.
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
    }
    return read;
  }
}
