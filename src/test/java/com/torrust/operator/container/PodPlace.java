package com.torrust.operator.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the container's sockets are.
 *
 * @param address the pod's address, besides 127.0.0.1: what listens on the loopback only isn't
 *     reachable by it, as in a cluster
 * @param namespace an existing network namespace that has the address; empty for one of its own
 */
record PodPlace(String address, Optional<Path> namespace) {

  /** A network that nothing else is in. */
  static final PodPlace OWN = new PodPlace("10.244.0.2", Optional.empty());

  /** A command line that runs what is added to it in the other's network, or in a new one. */
  List<String> unshare(List<String> options) {
    List<String> network =
        namespace
            .map(file -> List.of(Tools.path("nsenter"), "--net=" + file, Tools.path("unshare")))
            .orElseGet(() -> List.of(Tools.path("unshare"), "--net"));
    return Stream.concat(network.stream(), options.stream()).toList();
  }

  /** Lines of a shell script that give a new network its addresses. */
  List<String> setup() {
    return namespace.isPresent()
        ? List.of()
        : List.of("ip link set lo up", "ip address add " + address + "/32 dev lo");
  }
}
