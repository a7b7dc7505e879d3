package com.torrust.operator.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Talks to the container from a neighbour's place: in its network, by the pod's address. */
final class ContainerNetwork {

  /**
   * Always the same, so that what a UDP tracker hands out for one socket address holds for the next
   * datagram too.
   */
  private static final int UDP_SOURCE_PORT = 40000;

  private static final String STATUS = "%{stderr}%{http_code}";

  private final Namespaces namespaces;
  private final Path folder;
  private final String address;

  ContainerNetwork(Namespaces namespaces, Path folder, String address) {
    this.namespaces = namespaces;
    this.folder = folder;
    this.address = address;
  }

  /** The pod's address. */
  String address() {
    return address;
  }

  /**
   * @throws IOException if there is no HTTP answer within the limit
   */
  HttpAnswer get(String url, Map<String, String> headers, Duration limit) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Tools.path("curl"),
                "--disable",
                "--silent",
                "--show-error",
                "--insecure",
                "--globoff",
                "--path-as-is",
                "--noproxy",
                "*",
                "--max-time",
                Double.toString(limit.toMillis() / 1000.0),
                "--write-out",
                STATUS));
    headers.forEach(
        (name, value) ->
            command.addAll(
                List.of("--header", value.isEmpty() ? name + ";" : name + ": " + value)));
    command.addAll(List.of("--", url));
    Commands.Result result = namespaces.inNetwork(limit.plusSeconds(2), new byte[0], command);
    if (!result.succeeded()) {
      throw new IOException("GET " + url + ": " + result.errors().replaceFirst("000$", "").strip());
    }
    return new HttpAnswer(Integer.parseInt(result.errors().strip()), result.output());
  }

  /**
   * @throws IOException if nothing accepts the connection within the limit
   */
  void connect(String host, int port, Duration limit) throws IOException {
    Commands.Result result =
        namespaces.inNetwork(
            limit,
            new byte[0],
            List.of(
                Tools.path("bash"),
                "-c",
                "exec 3<>\"/dev/tcp/$0/$1\"",
                host,
                Integer.toString(port)));
    if (!result.succeeded()) {
      throw new IOException("no connection to " + host + ":" + port + ": " + result.summary());
    }
  }

  /**
   * Java, because no tool of a plain Debian sends one datagram, keeps its source port and tells a
   * silent port from a closed one.
   */
  synchronized byte[] udp(int port, byte[] datagram, Duration limit) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classPath().toString(),
            UdpExchange.class.getName(),
            address,
            Integer.toString(port),
            Integer.toString(UDP_SOURCE_PORT),
            Long.toString(limit.toMillis()));
    Commands.Result result = namespaces.inNetwork(limit.plusSeconds(10), datagram, command);
    if (!result.succeeded()) {
      throw new IllegalStateException("UDP port " + port + ": " + result.summary());
    }
    return result.output();
  }

  /** The one class of the program, copied out so that it's found whatever loaded it here. */
  private Path classPath() {
    String file = UdpExchange.class.getName().replace('.', '/') + ".class";
    Path classes = folder.resolve("classes");
    try (InputStream bytes = UdpExchange.class.getResourceAsStream("UdpExchange.class")) {
      Folders.write(classes.resolve(file), bytes.readAllBytes(), 0644);
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
