package com.torrust.operator.verification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.Consumer;

/** One connection, seen from a server of a test. */
final class Talk {

  private static final int LONGEST_HEAD = 64 * 1024;

  private final Socket socket;
  private final DataInputStream in;
  private final String sni;
  private final Consumer<Request> seen;
  private final Consumer<String> heard;
  private Request request;

  Talk(Socket socket, String sni, Consumer<Request> seen, Consumer<String> heard)
      throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.sni = sni;
    this.seen = seen;
    this.heard = heard;
  }

  /** Reads the head of a request. */
  Request request() throws IOException {
    if (request == null) {
      final StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_HEAD) {
        head.append((char) in.readUnsignedByte());
      }
      request = Request.of(sni, head.toString());
      seen.accept(request);
    }
    return request;
  }

  /** Reads a masked frame of a WebSocket, as RFC 6455, section 5.2, has it. */
  String frame() throws IOException {
    final int opcode = in.readUnsignedByte() & 0x0f;
    final int length = in.readUnsignedByte() & 0x7f;
    final byte[] mask = in.readNBytes(4);
    final byte[] payload = in.readNBytes(length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % mask.length];
    }
    final String text =
        opcode == 8
            ? "close "
                + ((payload[0] & 0xff) << 8 | payload[1] & 0xff)
                + " "
                + new String(Arrays.copyOfRange(payload, 2, payload.length), UTF_8)
            : new String(payload, UTF_8);
    heard.accept(text);
    return text;
  }

  void send(String text) throws IOException {
    send(text.getBytes(ISO_8859_1));
  }

  void send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  /** Ends the connection from this side. */
  void hangUp() throws IOException {
    socket.close();
  }

  /** Waits until the client ends the connection. */
  void awaitEnd() throws IOException {
    while (!socket.isClosed() && in.read() >= 0) {
      // What else comes is not looked at.
    }
  }
}
