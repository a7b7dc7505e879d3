package com.torrust.operator.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A client of the UDP tracker protocol, BEP 15.
 *
 * @param exchange sends a datagram, from the same address and port each time, and returns the
 *     answer
 */
record UdpTracker(UnaryOperator<byte[]> exchange) {

  private static final long PROTOCOL = 0x41727101980L;
  private static final int CONNECT = 0;
  private static final int ANNOUNCE = 1;
  private static final int STARTED = 2;
  private static final int TRANSACTION = 0x01020304;
  private static final int LARGEST = 65_535;

  /**
   * Connects and announces a peer over a socket of its own.
   *
   * @return the other peers of the torrent
   * @throws UncheckedIOException when an answer does not come in time
   */
  static List<InetSocketAddress> announce(
      InetSocketAddress tracker, Duration limit, byte[] hash, String peer, int port) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(tracker);
      socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
      final UdpTracker client = new UdpTracker(datagram -> send(socket, datagram));
      return client.announce(client.connect(), hash, peer, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Asks for a connection.
   *
   * @return its number, good for announces from the same address and port
   * @throws IllegalStateException when the answer is none of the protocol
   */
  long connect() {
    final ByteBuffer request = ByteBuffer.allocate(16);
    return ask(request.putLong(PROTOCOL).putInt(CONNECT), CONNECT).getLong();
  }

  /**
   * Announces a peer that has all of a torrent.
   *
   * @param connection of {@link #connect}
   * @param hash the torrent's, 20 bytes
   * @param peer its id, 20 letters
   * @param port where it listens
   * @return the other peers of the torrent
   */
  List<InetSocketAddress> announce(long connection, byte[] hash, String peer, int port) {
    final ByteBuffer request = ByteBuffer.allocate(98).putLong(connection).putInt(ANNOUNCE);
    request.putInt(TRANSACTION).put(hash).put(peer.getBytes());
    // Downloaded, left and uploaded; address 0 is the datagram's own; -1 wants the usual number.
    request.putLong(0).putLong(0).putLong(0).putInt(STARTED).putInt(0).putInt(0).putInt(-1);
    request.putShort((short) port);
    final ByteBuffer answer = ask(request, ANNOUNCE);
    answer.position(20); // behind interval, leechers and seeders
    final List<InetSocketAddress> peers = new ArrayList<>();
    while (answer.hasRemaining()) {
      final byte[] address = new byte[4];
      answer.get(address);
      peers.add(new InetSocketAddress(address(address), Short.toUnsignedInt(answer.getShort())));
    }
    return peers;
  }

  private ByteBuffer ask(ByteBuffer request, int action) {
    final ByteBuffer answer =
        ByteBuffer.wrap(exchange.apply(request.putInt(12, TRANSACTION).array()));
    if (answer.remaining() < 16 || answer.getInt() != action || answer.getInt() != TRANSACTION) {
      throw new IllegalStateException("not an answer: " + new String(answer.array()));
    }
    return answer;
  }

  private static byte[] send(DatagramSocket socket, byte[] datagram) {
    try {
      socket.send(new DatagramPacket(datagram, datagram.length));
      final DatagramPacket answer = new DatagramPacket(new byte[LARGEST], LARGEST);
      socket.receive(answer);
      return Arrays.copyOf(answer.getData(), answer.getLength());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
