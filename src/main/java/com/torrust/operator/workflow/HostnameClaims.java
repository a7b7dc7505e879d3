package com.torrust.operator.workflow;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.exposure.Routes;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Reason;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who serves a hostname when several stacks ask for it: the oldest one.
 *
 * @param taken hostnames of the stack that an older stack serves, with that stack
 */
public record HostnameClaims(Map<String, String> taken) {

  /** Nothing is claimed by anyone else. */
  public static final HostnameClaims NONE = new HostnameClaims(Map.of());

  private static final String INDEX = "hostname";

  /** Makes the stacks in the cache known by the hostnames that they ask for. */
  public static void index(IndexerResourceCache<TorrustStack> stacks) {
    stacks.addIndexer(INDEX, stack -> Routes.hostnames(stack.getSpec()));
  }

  /** Returns what older stacks have claimed of a stack's hostnames. */
  public static HostnameClaims of(TorrustStack stack, IndexedResourceCache<TorrustStack> stacks) {
    final Map<String, String> taken = new TreeMap<>();
    for (final String hostname : Routes.hostnames(stack.getSpec())) {
      oldest(hostname, stacks)
          .filter(oldest -> !id(oldest).equals(id(stack)))
          .ifPresent(oldest -> taken.put(hostname, id(oldest)));
    }
    return new HostnameClaims(taken);
  }

  /** Returns what is to be told of the hostnames that the stack cannot have. */
  public Optional<Failure> failure() {
    return taken.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Failure(
                ConditionType.EXPOSED,
                Reason.HOSTNAME_TAKEN,
                taken.entrySet().stream()
                    .map(
                        entry ->
                            entry.getKey() + " is served by the older stack " + entry.getValue())
                    .collect(Collectors.joining(", "))));
  }

  private static Optional<TorrustStack> oldest(
      String hostname, IndexedResourceCache<TorrustStack> stacks) {
    return stacks.byIndex(INDEX, hostname).stream()
        .min(
            Comparator.comparing((TorrustStack s) -> s.getMetadata().getCreationTimestamp())
                .thenComparing(HostnameClaims::id));
  }

  private static String id(TorrustStack stack) {
    return stack.getMetadata().getNamespace() + "/" + stack.getMetadata().getName();
  }
}
