package com.torrust.operator.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy for {@code CONNECT} that leads to one address whatever name is asked for. Through
 * it, the JDK's client talks to a chosen address with the public hostname as Host, as the name of
 * the TLS handshake and as the one that a certificate is checked for.
 */
final class Tunnel implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5000;
  private static final int HEAD_LIMIT = 8192;
  private static final String HEAD_END = "\r\n\r\n";

  private final InetSocketAddress target;
  private final ServerSocket server;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "tunnel");
            thread.setDaemon(true);
            return thread;
          });

  private Tunnel(InetSocketAddress target, ServerSocket server) {
    this.target = target;
    this.server = server;
  }

  static Tunnel to(InetSocketAddress target) {
    try {
      Tunnel tunnel = new Tunnel(target, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
      tunnel.threads.submit(tunnel::accept);
      return tunnel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProxySelector selector() {
    return ProxySelector.of((InetSocketAddress) server.getLocalSocketAddress());
  }

  private Void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      open.add(client);
      threads.submit(() -> serve(client));
    }
  }

  private Void serve(Socket client) throws IOException {
    try (client;
        Socket upstream = new Socket()) {
      open.add(upstream);
      if (!readHead(client.getInputStream()).startsWith("CONNECT ")) {
        throw new IOException("only CONNECT is served");
      }
      upstream.connect(target, CONNECT_MILLIS);
      client.getOutputStream().write(("HTTP/1.1 200 OK" + HEAD_END).getBytes(ISO_8859_1));
      threads.submit(() -> pump(upstream, client));
      return pump(client, upstream);
    }
  }

  /** Copies until the end of one side, which is the end of the other too. */
  private static Void pump(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream input = from.getInputStream();
      byte[] buffer = new byte[8192];
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        to.getOutputStream().write(buffer, 0, count);
      }
      return null;
    }
  }

  private static String readHead(InputStream input) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(HEAD_END) < 0 && head.length() < HEAD_LIMIT) {
      int next = input.read();
      if (next < 0) {
        throw new IOException("the client went away");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
      for (Closeable socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
