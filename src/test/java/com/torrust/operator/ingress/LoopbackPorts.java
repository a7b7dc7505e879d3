package com.torrust.operator.ingress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports of the loopback address for programs that can't choose their own. No other test run is
 * given them until this is closed, and no system hands them out by itself: they lie below the
 * ephemeral ones.
 */
public final class LoopbackPorts implements AutoCloseable {

  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;

  private final List<Claim> claims = new ArrayList<>();

  /** One more port. */
  public synchronized int next() {
    int start = ThreadLocalRandom.current().nextInt(COUNT);
    for (int i = 0; i < COUNT; i++) {
      int port = FIRST + (start + i) % COUNT;
      Optional<Claim> claim = Claim.attempt("port-" + port);
      if (claim.isPresent() && isFree(port)) {
        claims.add(claim.get());
        return port;
      }
      claim.ifPresent(Claim::close);
    }
    throw new IllegalStateException("no port is free from " + FIRST + " to " + (FIRST + COUNT));
  }

  @Override
  public synchronized void close() {
    claims.forEach(Claim::close);
    claims.clear();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
