package com.torrust.operator.ingress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A client for HTTPS under public names, which may lead to any address. Name and certificate are
 * checked, redirects aren't followed.
 *
 * @param target where to connect in truth
 * @param authority the certificate authority to trust, as PEM
 * @param source this machine's address that requests come from; empty for the system's choice
 */
public record PublicHttps(InetSocketAddress target, String authority, Optional<String> source) {

  private static final int LIMIT_MILLIS = 10_000;

  /** A client for a port of the loopback address. */
  public static PublicHttps of(int port, String authority) {
    return new PublicHttps(
        new InetSocketAddress(ContourProcesses.LOOPBACK, port), authority, Optional.empty());
  }

  /** The same with requests that come from another address of this machine. */
  public PublicHttps from(String address) {
    return new PublicHttps(target, authority, Optional.of(address));
  }

  /**
   * Sends a GET.
   *
   * @param path with the query, sent byte by byte as given
   * @param headers further lines of the head
   * @throws UncheckedIOException when there is no answer, or the certificate is not trusted or is
   *     another name's
   */
  public RawHttp get(String hostname, String path, String... headers) {
    try (Socket plain = new Socket()) {
      plain.setSoTimeout(LIMIT_MILLIS);
      if (source.isPresent()) {
        plain.bind(new InetSocketAddress(source.get(), 0));
      }
      plain.connect(target, LIMIT_MILLIS);
      try (SSLSocket socket = secure(plain, hostname)) {
        String[] head =
            Stream.concat(Stream.of("Host: " + hostname, "Connection: close"), Stream.of(headers))
                .toArray(String[]::new);
        return RawHttp.exchange(socket, path, head);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SSLSocket secure(Socket plain, String hostname) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            new TestAuthority(authority)
                .context()
                .getSocketFactory()
                .createSocket(plain, hostname, target.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }
}
