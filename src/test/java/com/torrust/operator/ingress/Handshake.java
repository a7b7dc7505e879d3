package com.torrust.operator.ingress;

import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;

/**
 * How the attempt to open a WebSocket ended.
 *
 * @param status of HTTP; 101 is a success only together with a socket, which means that the accept
 *     key was right
 * @param headers of a refusal; the JDK tells none of a success
 * @param socket which is open
 */
public record Handshake(int status, HttpHeaders headers, Optional<LiveSocket> socket)
    implements AutoCloseable {

  static final int SWITCHING_PROTOCOLS = 101;

  static Handshake accepted(LiveSocket socket) {
    HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
    return new Handshake(SWITCHING_PROTOCOLS, none, Optional.of(socket));
  }

  static Handshake refused(int status, HttpHeaders headers) {
    return new Handshake(status, headers, Optional.empty());
  }

  /** A header of a refusal; empty when it is missing. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /**
   * The open socket.
   *
   * @throws AssertionError when the handshake was refused
   */
  public LiveSocket live() {
    return socket.orElseThrow(
        () -> new AssertionError("refused with " + status + " " + headers.map()));
  }

  @Override
  public void close() {
    socket.ifPresent(LiveSocket::close);
  }
}
