package com.torrust.operator.verification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.torrust.operator.verification.Server.Behaviour;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** What Grafana, the tracker, and whatever may stand before them do. */
final class Behaviours {

  private static final int CHUNK = 64 * 1024;
  private static final int MOST_CHUNKS = 4096;
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;

  private Behaviours() {}

  /** Answers without a body. */
  static Behaviour answers(int status, String... headers) {
    return page(status, "", headers);
  }

  /** Answers with a body. */
  static Behaviour page(int status, String body, String... headers) {
    return talk -> {
      talk.request();
      talk.send(
          "HTTP/1.1 "
              + status
              + " Of A Test\r\nContent-Length: "
              + body.length()
              + "\r\n"
              + String.join("", lines(headers))
              + "\r\n"
              + body);
    };
  }

  /** Grafana with a free place. */
  static Behaviour grafana() {
    return upgrading(
        "Connection: Upgrade",
        talk -> {
          talk.frame();
          talk.send(text("{\"id\":1,\"connect\":{\"client\":\"c\",\"ping\":25,\"pong\":true}}"));
          talk.frame();
        });
  }

  /** Answers a handshake in the right way, with a header Connection of choice. */
  static Behaviour upgrading(String connection, Behaviour then) {
    return talk -> {
      final String key = talk.request().header("Sec-WebSocket-Key").orElse("");
      talk.send(head(connection, new HandshakeKey(key).accept()));
      then.on(talk);
    };
  }

  /** Answers a handshake and speaks at once, in the same packet, and then ends the connection. */
  static Behaviour upgradingAndSaying(byte[] octets) {
    return talk -> {
      final String key = talk.request().header("Sec-WebSocket-Key").orElse("");
      final ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.write(head("Connection: Upgrade", new HandshakeKey(key).accept()).getBytes(ISO_8859_1));
      all.write(octets);
      talk.send(all.toByteArray());
      talk.hangUp();
    };
  }

  /** Answers 101 with the given accept key, or none. */
  static Behaviour accepting(String accept) {
    return talk -> {
      talk.request();
      talk.send(head("Connection: Upgrade", accept));
    };
  }

  /** Sends octets without end and counts them. */
  static Behaviour endless(String head, AtomicLong sent) {
    return talk -> {
      talk.request();
      talk.send(head);
      final byte[] chunk = "x".repeat(CHUNK).getBytes(ISO_8859_1);
      for (int i = 0; i < MOST_CHUNKS; i++) {
        talk.send(chunk);
        sent.addAndGet(chunk.length);
      }
    };
  }

  /** Answers as far as it goes, and then waits. */
  static Behaviour endingNever(String head) {
    return talk -> {
      talk.request();
      talk.send(head);
    };
  }

  /** Takes the request and never answers. */
  static Behaviour silent() {
    return Talk::request;
  }

  /** Takes the request and ends the connection. */
  static Behaviour hangingUp() {
    return talk -> {
      talk.request();
      talk.hangUp();
    };
  }

  /** A frame with text. */
  static byte[] text(String text) {
    return frame(TEXT, text.getBytes(UTF_8));
  }

  /** A frame that closes a WebSocket. */
  static byte[] close(int code, String reason) {
    final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.write(code >> 8);
    payload.write(code);
    payload.writeBytes(reason.getBytes(UTF_8));
    return frame(CLOSE, payload.toByteArray());
  }

  private static byte[] frame(int first, byte[] payload) {
    final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    frame.write(payload.length);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private static String head(String connection, String accept) {
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
        + connection
        + "\r\n"
        + (accept.isEmpty() ? "" : "Sec-WebSocket-Accept: " + accept + "\r\n")
        + "\r\n";
  }

  private static String[] lines(String... headers) {
    final String[] lines = new String[headers.length];
    for (int i = 0; i < headers.length; i++) {
      lines[i] = headers[i] + "\r\n";
    }
    return lines;
  }
}
