package com.torrust.operator.ingress;

import com.torrust.operator.cluster.TestProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Makes the addresses of simulated pods answer on this machine: a network namespace that has them,
 * and programs in it. The machine gets a route to each single address and nothing else, and the
 * namespace no way out but back to the machine.
 *
 * <p>An address belongs to one test run at a time; another one waits for it.
 */
public final class PodNetwork implements AutoCloseable {

  private static final Duration ADDRESS_LIMIT = Duration.ofMinutes(3);

  private final TestProcesses processes;
  private final Addresses addresses;
  private final VirtualCable cable;
  private final Process holder;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread exit = new Thread(this::cleanUp, "pod-network-cleaner");

  private PodNetwork(
      TestProcesses processes, Addresses addresses, VirtualCable cable, Process holder) {
    this.processes = processes;
    this.addresses = addresses;
    this.cable = cable;
    this.holder = holder;
    Runtime.getRuntime().addShutdownHook(exit);
  }

  /** Why this machine can't have one, and what to do about it; empty if it can. */
  public static Optional<String> unavailable() {
    return NetworkTools.unavailable();
  }

  /**
   * Makes a network that has the given IPv4 addresses.
   *
   * @throws IllegalStateException when one of them is in use on this machine, or another test run
   *     does not give it back in time
   */
  public static PodNetwork of(Collection<String> addresses) {
    Addresses claimed = Addresses.claim(addresses, ADDRESS_LIMIT);
    TestProcesses processes = null;
    try {
      processes = TestProcesses.open();
      Process holder = startHolder(processes);
      VirtualCable cable = VirtualCable.connect(processes, holder, claimed.values());
      return new PodNetwork(processes, claimed, cable, holder);
    } catch (RuntimeException e) {
      if (processes != null) {
        processes.close();
      }
      claimed.close();
      throw e;
    }
  }

  /** {@link #of(Collection)} for one address or a few. */
  public static PodNetwork of(String... addresses) {
    return of(List.of(addresses));
  }

  /** The file of the namespace, for programs that enter it in another way. */
  public Path namespace() {
    return namespace(holder.pid());
  }

  /**
   * This machine's own address towards the network, which its requests to the pods come from unless
   * they choose another. It is not a loopback one.
   */
  public String machine() {
    return cable.machine();
  }

  /** The folder that a program's command line has to name. */
  public Path folder() {
    return processes.folder();
  }

  /**
   * Starts a program of the machine in this network. It is to listen on one of the addresses.
   *
   * @param name what {@link #log} knows it by; not the name of another program of this network
   */
  public Process start(String name, Map<String, String> environment, List<String> command) {
    return processes.start(
        name, environment, Stream.concat(entry(holder), command.stream()).toList());
  }

  /** The end of what a program has said. */
  public String log(String name) {
    return processes.log(name);
  }

  /** Stops a program before the network is closed. */
  public void stop(Process program) {
    processes.stop(program);
  }

  /** Stops the programs and removes the network; calling it again does nothing. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(exit);
    } catch (IllegalStateException e) {
      return; // the hook itself is at it
    }
    cleanUp();
  }

  private void cleanUp() {
    if (!closed.getAndSet(true)) {
      cable.disconnect();
      processes.close();
      addresses.close();
    }
  }

  /** The namespace lives as long as a process in it; this one ends with the JVM at the latest. */
  private static Process startHolder(TestProcesses processes) {
    Process holder =
        processes.start(
            "network",
            Map.of(),
            List.of(
                NetworkTools.path("unshare"),
                "--net",
                "--",
                "/bin/sh",
                "-c",
                "read -r end",
                processes.folder().toString()));
    NetworkTools.await("a new network namespace", () -> hasOwnNetwork(holder));
    return holder;
  }

  private static boolean hasOwnNetwork(Process holder) {
    if (!holder.isAlive()) {
      throw new IllegalStateException("the machine refuses a network namespace");
    }
    try {
      return !Files.readSymbolicLink(namespace(holder.pid()))
          .equals(Files.readSymbolicLink(namespace(ProcessHandle.current().pid())));
    } catch (IOException e) {
      return false;
    }
  }

  private static Path namespace(long pid) {
    return Path.of("/proc", Long.toString(pid), "ns/net");
  }

  /** What comes before a command that is to run in the namespace. */
  static Stream<String> entry(Process holder) {
    return Stream.of(NetworkTools.path("nsenter"), "--net=" + namespace(holder.pid()), "--");
  }

  /** The addresses that this run has for itself. */
  private record Addresses(List<String> values, List<Claim> claims) implements AutoCloseable {

    static Addresses claim(Collection<String> wanted, Duration limit) {
      // In one order, so that two runs that want the same can't wait for each other.
      List<String> values = wanted.stream().distinct().sorted().toList();
      List<Claim> claims = new ArrayList<>();
      Addresses claimed = new Addresses(values, claims);
      try {
        for (String address : values) {
          claims.add(
              NetworkTools.await(
                  address + ", which another test run has",
                  limit,
                  () -> Claim.attempt("address-" + address)));
          VirtualCable.requireUnused(address);
        }
        return claimed;
      } catch (RuntimeException e) {
        claimed.close();
        throw e;
      }
    }

    @Override
    public void close() {
      claims.forEach(Claim::close);
    }
  }
}
