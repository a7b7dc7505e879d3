package com.torrust.operator.container;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One container of a pod template as a real process of this machine, without a container engine:
 * its own root, mounts, processes and network, and the user, privileges, environment and files that
 * the template asks for. Its program is process 1 of its own process namespace, so that signals
 * have the effect they have in a container.
 *
 * <p>What isn't done: resource limits, seccomp, {@code $(VAR)} expansion, sidecars, DNS, and a way
 * out of the network. Capabilities are always dropped, all of them.
 */
public final class ContainerProcess implements AutoCloseable {

  private static final Duration HTTP_LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Path folder;
  private final Namespaces namespaces;
  private final ContainerNetwork network;
  private final Probes probes;
  private final Termination termination;
  private final PodSpec spec;
  private final ClusterObjects objects;
  private final Volumes volumes;
  private final Thread cleaner = new Thread(this::cleanUp, "container-cleaner");

  private ContainerProcess(Path folder, Namespaces namespaces, Builder given, Volumes volumes) {
    this.folder = folder;
    this.namespaces = namespaces;
    this.network = new ContainerNetwork(namespaces, folder, given.place.address());
    this.probes = new Probes(namespaces, network, given.container);
    this.termination = new Termination(namespaces, probes, given.spec, given.container);
    this.spec = given.spec;
    this.objects = given.objects;
    this.volumes = volumes;
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  /** Begins to describe how a container of the template is to run. */
  public static Builder of(PodTemplateSpec template, String containerName) {
    return new Builder(template, containerName);
  }

  /**
   * Why containers can't run as processes on this machine, and what to do about it; empty if they
   * can.
   */
  public static Optional<String> unavailable() {
    return Tools.unavailable();
  }

  /**
   * Runs a probe once, within its own time limit, against the pod's address unless the probe names
   * a host.
   */
  public ProbeResult probe(Probe probe) {
    return probes.run(probe);
  }

  /**
   * Runs a probe until it succeeds.
   *
   * @throws AssertionError if it doesn't within the limit, or the process ends before
   */
  public void awaitProbe(Probe probe, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    ProbeResult result = probe(probe);
    while (!result.success()) {
      if (!isRunning()) {
        throw new AssertionError(
            "the container ended with exit code " + namespaces.exitCode() + "; its log:\n" + log());
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "no success within " + limit + ", last: " + result.detail() + "; the log:\n" + log());
      }
      Commands.pause(POLL);
      result = probe(probe);
    }
  }

  /**
   * GETs from the pod's address; path and query go over the wire byte by byte as given. Redirects
   * aren't followed.
   */
  public HttpAnswer http(int port, String pathAndQuery, Map<String, String> headers) {
    try {
      return network.get(
          "http://" + network.address() + ":" + port + pathAndQuery, headers, HTTP_LIMIT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends one datagram to the pod's address and returns the answer. The source address and port are
   * the same each time.
   *
   * @throws IllegalStateException if no answer comes within the limit, or the port is closed
   */
  public byte[] udp(int port, byte[] datagram, Duration timeout) {
    return network.udp(port, datagram, timeout);
  }

  /** Gives a ConfigMap anew; its files change as the kubelet changes them, its variables do not. */
  public void update(ConfigMap configMap) {
    objects.add(configMap);
    volumes.refresh(spec);
  }

  /** Gives a Secret anew; see {@link #update(ConfigMap)}. */
  public void update(Secret secret) {
    objects.add(secret);
    volumes.refresh(spec);
  }

  /**
   * Ends the container as the kubelet does and returns how long that took. Its log stays readable
   * until {@link #close}.
   */
  public Duration stop() {
    return termination.run();
  }

  /** Whether {@link #stop} had to use SIGKILL, with the grace period over. */
  public boolean killed() {
    return termination.killed();
  }

  /**
   * Why the preStop hook of {@link #stop} failed, if it did; the kubelet only records an event
   * then.
   */
  public Optional<String> preStopFailure() {
    return termination.hookFailure();
  }

  /** Whether the container's process still runs. */
  public boolean isRunning() {
    return namespaces.isRunning();
  }

  /** The exit code, 128 + signal if a signal ended it; empty while it runs. */
  public OptionalInt exitCode() {
    return isRunning() ? OptionalInt.empty() : OptionalInt.of(namespaces.exitCode());
  }

  /** Standard output and standard error so far. */
  public String log() {
    return namespaces.log();
  }

  /**
   * Kills the container if it still runs, and removes every file made for it. Given volume folders
   * stay.
   */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      return; // the hook itself is at it
    }
    cleanUp();
  }

  private void cleanUp() {
    namespaces.kill();
    Folders.delete(folder);
  }

  /** Describes how a container is to run. */
  public static final class Builder {

    private final PodSpec spec;
    private final Container container;
    private final ClusterObjects objects = new ClusterObjects();
    private final Map<String, Path> programs = new LinkedHashMap<>();
    private final Map<String, Path> claims = new LinkedHashMap<>();
    private final Map<String, String> imageEnv = new LinkedHashMap<>();
    private final Map<String, String> hosts = new LinkedHashMap<>();
    private List<String> entrypoint = List.of();
    private PodPlace place = PodPlace.OWN;

    private Builder(PodTemplateSpec template, String containerName) {
      this.spec = template.getSpec();
      this.container =
          spec.getContainers().stream()
              .filter(c -> c.getName().equals(containerName))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "the pod template has no container named " + containerName));
    }

    /** Puts a real program, and the shared libraries it needs, at an absolute path of the image. */
    public Builder program(String pathInImage, Path realBinary) {
      programs.put(pathInImage, realBinary);
      return this;
    }

    /** Gives a ConfigMap that the template refers to. */
    public Builder configMap(ConfigMap configMap) {
      objects.add(configMap);
      return this;
    }

    /** Gives a Secret that the template refers to. */
    public Builder secret(Secret secret) {
      objects.add(secret);
      return this;
    }

    /**
     * Lets a folder of this machine stand for a PersistentVolumeClaim; its files get the fsGroup.
     * Else it is a fresh one of root.
     */
    public Builder volume(String claimName, Path dir) {
      claims.put(claimName, dir.toAbsolutePath());
      return this;
    }

    /** The image's own environment, which the template's is laid over. */
    public Builder imageEnv(Map<String, String> environment) {
      imageEnv.putAll(environment);
      return this;
    }

    /** The image's ENTRYPOINT, for a template without a command. */
    public Builder imageEntrypoint(String... command) {
      entrypoint = List.of(command);
      return this;
    }

    /**
     * Runs it in a network namespace that somebody else made and keeps, instead of one of its own.
     *
     * @param namespace its file
     * @param podAddress which it has
     */
    public Builder network(Path namespace, String podAddress) {
      place = new PodPlace(podAddress, Optional.of(namespace));
      return this;
    }

    /** Lets a name that the cluster's DNS would know lead to an address. */
    public Builder host(String name, String address) {
      hosts.put(name, address);
      return this;
    }

    /** Starts the process; see {@link ContainerProcess#awaitProbe} to wait until it serves. */
    public ContainerProcess start() {
      var inputs = new ContainerPlan.Inputs(objects, programs, imageEnv, entrypoint, hosts, place);
      Path folder = Folders.temporary("container");
      try {
        Volumes volumes =
            new Volumes(folder.resolve("volumes"), objects, claims, Identity.of(spec, container));
        ContainerPlan plan = ContainerPlan.of(folder, spec, container, volumes, inputs);
        return new ContainerProcess(folder, Namespaces.start(folder, plan), this, volumes);
      } catch (RuntimeException e) {
        Folders.delete(folder);
        throw e;
      }
    }
  }
}
