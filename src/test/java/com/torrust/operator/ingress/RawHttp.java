package com.torrust.operator.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request written by hand, for headers that no client of the JDK lets a caller choose.
 *
 * @param status of the answer
 * @param headers of the answer, names in lower case
 * @param body of the answer, unless it switched protocols
 */
public record RawHttp(int status, Map<String, String> headers, String body) {

  private static final int LIMIT_MILLIS = 10_000;
  private static final String END = "\r\n\r\n";

  /** Sends a GET with these header lines and reads the answer. */
  static RawHttp get(InetSocketAddress address, String path, String... headers) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.connect(address, LIMIT_MILLIS);
      return exchange(socket, path, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same over a connection that is open already. */
  static RawHttp exchange(Socket socket, String path, String... headers) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + END;
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return read(socket.getInputStream());
  }

  /** A header of the answer; empty when it is missing. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  private static RawHttp read(InputStream input) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith(END)) {
      int next = input.read();
      if (next < 0) {
        throw new IOException("ended within the head: " + head.toString(ISO_8859_1));
      }
      head.write(next);
    }
    String[] lines = head.toString(ISO_8859_1).strip().split("\r\n");
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] pair = lines[i].split(":", 2);
      headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new RawHttp(
        Integer.parseInt(lines[0].split(" ")[1]),
        headers,
        new String(input.readNBytes(length), ISO_8859_1));
  }
}
