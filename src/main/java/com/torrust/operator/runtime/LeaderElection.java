package com.torrust.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one of several operators work while the others stand by, by a Lease in the operator's own
 * namespace. It is off unless {@code torrust.leader-election.enabled} is true.
 *
 * <p>An operator that is stopped gives the Lease back after its last reconcile, so that another
 * takes over with its next look. One that loses the Lease ends. Java Operator SDK 5.3 does neither:
 * it keeps the Lease, and its {@code System.exit} within a shutdown never returns.
 *
 * <p>Every process has an identity of its own. With that of an earlier process, Fabric8 7.5 would
 * take a Lease for its own that another operator is just taking (kubernetes-client issue 7350).
 */
@Singleton
public final class LeaderElection {

  /** Name of the Lease. */
  static final String LEASE = "torrust-operator";

  /** After this without renewal another operator takes over. */
  private static final Duration LEASE_DURATION = Duration.ofSeconds(15);

  /** After this without renewal the leader ends; the rest of the time is for a slow request. */
  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(8);

  private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);

  private final KubernetesClient client;
  private final Clock clock;
  private final boolean enabled;
  private final String namespace;
  private final LeaseLock lease;
  private final Shutdown shutdown;

  LeaderElection(
      KubernetesClient client,
      Clock clock,
      Shutdown shutdown,
      @ConfigProperty(name = "torrust.leader-election.enabled") boolean enabled,
      @ConfigProperty(name = "torrust.operator.namespace") String namespace) {
    this.client = client;
    this.clock = clock;
    this.shutdown = shutdown;
    this.enabled = enabled;
    final String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("operator");
    this.namespace = namespace;
    this.lease = new LeaseLock(namespace, LEASE, host + "_" + UUID.randomUUID());
  }

  /** Returns how to elect, or null when this operator is alone; hence the scope. */
  @Produces
  @Dependent
  LeaderElectionConfiguration configuration() {
    return enabled
        ? LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
            .withLeaseNamespace(namespace)
            .withIdentity(lease.identity())
            .withLeaseDuration(LEASE_DURATION)
            .withRenewDeadline(RENEW_DEADLINE)
            .withRetryPeriod(RETRY_PERIOD)
            .withLeaderCallbacks(
                new LeaderCallbacks(() -> LOG.info("This operator leads"), this::end, leader -> {}))
            // The only way to end in order instead.
            .buildForTest(false)
        : null;
  }

  private void end() {
    if (shutdown.begun()) {
      release();
    } else {
      LOG.error("This operator has lost the Lease {}/{} and ends", namespace, LEASE);
      Quarkus.asyncExit(1);
    }
  }

  private void release() {
    try {
      final LeaderElectionRecord current = lease.get(client);
      if (current != null && lease.identity().equals(current.getHolderIdentity())) {
        final ZonedDateTime now = ZonedDateTime.now(clock);
        lease.update(
            client,
            new LeaderElectionRecord(
                "", Duration.ofSeconds(1), now, now, current.getLeaderTransitions()));
        LOG.info("This operator leads no more");
      }
    } catch (KubernetesClientException e) {
      LOG.warn(
          "The Lease {}/{} is not given back and runs out: {}", namespace, LEASE, e.getMessage());
    }
  }
}
