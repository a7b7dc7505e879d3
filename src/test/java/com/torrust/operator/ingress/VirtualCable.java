package com.torrust.operator.ingress;

import com.torrust.operator.cluster.TestProcesses;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pair of virtual network interfaces between this machine and a namespace, with the routes.
 *
 * @param name of the machine's end
 * @param machine the address of the machine's end
 */
record VirtualCable(String name, String machine) {

  private static final String INSIDE = "pods";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Connects the namespace of a process, which gets the addresses, with this machine. */
  static VirtualCable connect(TestProcesses processes, Process holder, List<String> addresses) {
    // Numbers of processes are unique on a machine, and the name of an interface has 15 letters.
    String outside = machineEnd(addresses.get(0));
    VirtualCable cable = new VirtualCable("pods-" + holder.pid(), outside);
    try {
      ip(
          List.of("link", "add", cable.name(), "type", "veth", "peer", "name", INSIDE, "netns"),
          Long.toString(holder.pid()));
      cable.setUpInside(processes, holder, outside, addresses);
      ip("addr", "add", outside + "/32", "dev", cable.name());
      ip("link", "set", cable.name(), "up");
      for (String address : addresses) {
        ip("route", "add", address + "/32", "dev", cable.name(), "src", outside);
      }
      return cable;
    } catch (RuntimeException e) {
      cable.disconnect();
      throw e;
    }
  }

  /** Removes both ends, and with them the routes. */
  void disconnect() {
    // Gone already when the namespace went first.
    NetworkTools.run(LIMIT, List.of(NetworkTools.path("ip"), "link", "del", name));
  }

  /**
   * Refuses to take an address away from this machine or from a network that it is connected to.
   *
   * @throws IllegalStateException when the address is in use
   */
  static void requireUnused(String address) {
    // What an earlier owner leaves goes a moment after its last process.
    NetworkTools.await(address + ", which this machine uses", () -> isUnused(address));
  }

  private static boolean isUnused(String address) {
    String routes =
        NetworkTools.run(
                LIMIT, List.of(NetworkTools.path("ip"), "-4", "route", "show", "match", address))
            .requireSuccess()
            .output();
    String owner =
        NetworkTools.run(
                LIMIT, List.of(NetworkTools.path("ip"), "-4", "addr", "show", "to", address))
            .requireSuccess()
            .output();
    return owner.isBlank() && routes.lines().noneMatch(VirtualCable::leadsThere);
  }

  /** The cluster's own route keeps what has no address from leaving the machine. */
  private static boolean leadsThere(String route) {
    return !route.startsWith("default") && !route.startsWith("unreachable");
  }

  private void setUpInside(
      TestProcesses processes, Process holder, String outside, List<String> addresses) {
    StringBuilder batch = new StringBuilder("link set lo up\n");
    addresses.forEach(address -> batch.append("addr add " + address + "/32 dev lo\n"));
    batch.append("link set " + INSIDE + " up\n");
    batch.append("route add " + outside + "/32 dev " + INSIDE + " src " + addresses.get(0) + "\n");
    String file = processes.write("network.batch", batch.toString()).toString();
    NetworkTools.run(
            LIMIT,
            Stream.concat(
                    PodNetwork.entry(holder), Stream.of(NetworkTools.path("ip"), "-batch", file))
                .toList())
        .requireSuccess();
  }

  /** The machine's own address on the cable: in the half of RFC 2544's range that has no pods. */
  private static String machineEnd(String address) {
    return "198.19." + String.join(".", List.of(address.split("\\.")).subList(2, 4));
  }

  private static void ip(List<String> arguments, String last) {
    ip(Stream.concat(arguments.stream(), Stream.of(last)).toArray(String[]::new));
  }

  private static void ip(String... arguments) {
    NetworkTools.run(
            LIMIT, Stream.concat(Stream.of(NetworkTools.path("ip")), Stream.of(arguments)).toList())
        .requireSuccess();
  }
}
