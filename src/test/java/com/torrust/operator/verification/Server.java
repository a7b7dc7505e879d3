package com.torrust.operator.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on loopback that behaves as it is told and remembers what it was asked. */
final class Server implements AutoCloseable {

  private static final int LIMIT_MILLIS = 20_000;

  private final ServerSocket listening;
  private final SSLContext tls;
  private final Behaviour behaviour;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<String> frames = new CopyOnWriteArrayList<>();

  /** What a server does with a connection. */
  @FunctionalInterface
  interface Behaviour {
    void on(Talk talk) throws IOException;
  }

  private Server(InetAddress address, SSLContext tls, Behaviour behaviour) {
    this.tls = tls;
    this.behaviour = behaviour;
    try {
      listening = new ServerSocket(0, 50, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  static Server plain(Behaviour behaviour) {
    return plain(InetAddress.getLoopbackAddress(), behaviour);
  }

  static Server plain(InetAddress address, Behaviour behaviour) {
    return new Server(address, null, behaviour);
  }

  static Server secure(SSLContext tls, Behaviour behaviour) {
    return new Server(InetAddress.getLoopbackAddress(), tls, behaviour);
  }

  /** Returns where it listens, as the address that a user gave for the ingress controller. */
  Connection given() {
    return at(Connection.Kind.GIVEN);
  }

  /** Returns where it listens, as the address of a pod. */
  Connection pod() {
    return at(Connection.Kind.POD);
  }

  private Connection at(Connection.Kind kind) {
    return new Connection(
        kind, listening.getInetAddress().getHostAddress(), listening.getLocalPort());
  }

  /** Returns how many connections were made. */
  int accepted() {
    return accepted.get();
  }

  /** Returns how many connections nobody has ended. */
  int open() {
    return open.size();
  }

  List<Request> requests() {
    return requests;
  }

  /** Returns the only request. */
  Request request() {
    if (requests.size() != 1) {
      throw new AssertionError("one request was expected: " + requests);
    }
    return requests.get(0);
  }

  /** Returns the frames that came over WebSockets. */
  List<String> frames() {
    return frames;
  }

  private void accept() {
    try {
      while (true) {
        final Socket socket = listening.accept();
        accepted.incrementAndGet();
        open.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // The test has closed this server.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout(LIMIT_MILLIS);
      final Talk talk = talk(socket);
      behaviour.on(talk);
      talk.awaitEnd();
    } catch (IOException e) {
      // The client has ended the connection, which each test sees by itself.
    } finally {
      open.remove(socket);
    }
  }

  private Talk talk(Socket socket) throws IOException {
    if (tls == null) {
      return new Talk(socket, "", requests::add, frames::add);
    }
    final SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    final List<SNIServerName> names =
        ((ExtendedSSLSession) secured.getSession()).getRequestedServerNames();
    final String sni = names.isEmpty() ? "" : new String(names.get(0).getEncoded());
    return new Talk(secured, sni, requests::add, frames::add);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (final Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
