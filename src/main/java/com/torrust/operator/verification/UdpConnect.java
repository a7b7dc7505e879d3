package com.torrust.operator.verification;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The connect request of the UDP tracker protocol.
 *
 * @see <a href="https://www.bittorrent.org/beps/bep_0015.html">BEP 15</a>
 */
final class UdpConnect {

  private static final long PROTOCOL_ID = 0x41727101980L;
  private static final int CONNECT = 0;
  private static final int ANSWER_LENGTH = 16;
  private static final int ATTEMPTS = 2;
  private static final int LONGEST_ANSWER = 2048;

  private final RandomGenerator random;
  private final Duration patience;

  /**
   * Creates the request.
   *
   * @param random source of transaction ids
   * @param patience time until an attempt is given up; there are two
   */
  UdpConnect(RandomGenerator random, Duration patience) {
    this.random = random;
    this.patience = patience;
  }

  /**
   * Returns whether the answer is that of a UDP tracker.
   *
   * @throws SocketTimeoutException when none came
   * @throws IOException when the datagram could not be sent or was refused
   */
  boolean succeeds(InetAddress address, int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(address, port));
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      final int transaction = random.nextInt();
      for (int attempt = 1; ; attempt++) {
        socket.send(packet(transaction));
        try {
          return isAnswer(receive(socket), transaction);
        } catch (SocketTimeoutException e) {
          if (attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    }
  }

  private static DatagramPacket packet(int transaction) {
    final byte[] request =
        ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES)
            .putLong(PROTOCOL_ID)
            .putInt(CONNECT)
            .putInt(transaction)
            .array();
    return new DatagramPacket(request, request.length);
  }

  private static ByteBuffer receive(DatagramSocket socket) throws IOException {
    final DatagramPacket answer = new DatagramPacket(new byte[LONGEST_ANSWER], LONGEST_ANSWER);
    socket.receive(answer);
    return ByteBuffer.wrap(answer.getData(), 0, answer.getLength());
  }

  private static boolean isAnswer(ByteBuffer answer, int transaction) {
    return answer.remaining() >= ANSWER_LENGTH
        && answer.getInt() == CONNECT
        && answer.getInt() == transaction;
  }
}
