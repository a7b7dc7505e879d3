package com.torrust.operator.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A UDP server on loopback that answers as it is told. */
final class UdpServer implements AutoCloseable {

  private static final int LONGEST = 2048;

  private final DatagramSocket socket;
  private final Answers answers;
  private final List<byte[]> requests = new CopyOnWriteArrayList<>();

  /** What is answered to the request of the given number, counted from 1. */
  @FunctionalInterface
  interface Answers {
    /** Returns the answer; null for none. */
    byte[] to(int number, ByteBuffer request) throws IOException;
  }

  UdpServer(Answers answers) {
    this.answers = answers;
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new Thread(this::serve, "udp").start();
  }

  /** Returns the answer of a tracker to a connect request (BEP 15). */
  static byte[] connected(ByteBuffer request, int transactionShift) {
    return ByteBuffer.allocate(16)
        .putInt(0)
        .putInt(request.getInt(12) + transactionShift)
        .putLong(0x1234)
        .array();
  }

  List<byte[]> requests() {
    return requests;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        final DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        socket.receive(packet);
        requests.add(Arrays.copyOf(packet.getData(), packet.getLength()));
        final byte[] answer =
            answers.to(requests.size(), ByteBuffer.wrap(requests.get(requests.size() - 1)));
        if (answer != null) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // The test has closed this server.
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
