package com.torrust.operator.ingress;

import com.torrust.operator.cluster.TestProcesses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Debian's nginx as a reverse proxy on a loopback port. */
public final class NginxProxy implements AutoCloseable {

  private static final String NAME = "nginx";
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final String CLIENT_ADDRESS = "proxy_set_header X-Forwarded-For $remote_addr;";

  /** One process that stays in the foreground and writes to its own folder only. */
  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      pid %1$s/nginx.pid.txt;
      error_log stderr info;
      events {}
      http {
        access_log /dev/stdout;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        server {
          listen 127.0.0.1:%2$d%3$s;
          location / {
            proxy_pass http://%4$s:%5$d;
            %6$s
          }
        }
      }
      """;

  /** What nginx passes on. */
  public enum Form {

    /** A bare {@code proxy_pass}, which drops the Upgrade and the public hostname. */
    BARE(""),

    /** With the four lines that let a WebSocket through. */
    WEBSOCKET(
        """
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection "upgrade";
        proxy_set_header Host $http_host;
        """);

    private final String directives;

    Form(String directives) {
      this.directives = directives;
    }
  }

  private final TestProcesses processes;
  private final LoopbackPorts ports;
  private final int port;

  private NginxProxy(TestProcesses processes, LoopbackPorts ports, int port) {
    this.processes = processes;
    this.ports = ports;
    this.port = port;
  }

  /** What to install for it; empty when it can run here. */
  public static Optional<String> unavailable() {
    return NetworkTools.missing(NAME);
  }

  /** Starts one that takes plain HTTP. */
  public static NginxProxy start(InetSocketAddress upstream, Form form) {
    return start(upstream, form, Optional.empty());
  }

  /** Starts one that takes TLS with this certificate. */
  public static NginxProxy start(
      InetSocketAddress upstream, Form form, IssuedCertificate certificate) {
    return start(upstream, form, Optional.of(certificate));
  }

  private static NginxProxy start(
      InetSocketAddress upstream, Form form, Optional<IssuedCertificate> certificate) {
    LoopbackPorts ports = new LoopbackPorts();
    TestProcesses processes = null;
    try {
      processes = TestProcesses.open();
      NginxProxy proxy = new NginxProxy(processes, ports, ports.next());
      proxy.run(upstream, form, certificate);
      return proxy;
    } catch (RuntimeException e) {
      if (processes != null) {
        processes.close();
      }
      ports.close();
      throw e;
    }
  }

  private void run(InetSocketAddress upstream, Form form, Optional<IssuedCertificate> certificate) {
    String configuration =
        CONFIGURATION.formatted(
            processes.folder(),
            port,
            certificate.map(this::tls).orElse(""),
            upstream.getAddress().getHostAddress(),
            upstream.getPort(),
            CLIENT_ADDRESS + form.directives);
    String file = processes.write("nginx.conf", configuration).toString();
    Process nginx =
        processes.start(
            NAME,
            Map.of(),
            List.of(NetworkTools.path(NAME), "-p", processes.folder().toString(), "-c", file));
    try {
      NetworkTools.await(
          "nginx",
          READY_LIMIT,
          () -> Optional.of(answers(nginx, port)).filter(Boolean::booleanValue));
    } catch (IllegalStateException e) {
      throw new IllegalStateException(e.getMessage() + "\n" + log(), e);
    }
  }

  private String tls(IssuedCertificate certificate) {
    return " ssl; ssl_certificate %s; ssl_certificate_key %s"
        .formatted(
            processes.write("tls.crt", certificate.chain()),
            processes.write("tls.key", certificate.key()));
  }

  private static boolean answers(Process nginx, int port) {
    if (!nginx.isAlive()) {
      throw new IllegalStateException("nginx has ended with exit code " + nginx.exitValue());
    }
    try (Socket socket = new Socket(ContourProcesses.LOOPBACK, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** The loopback port. */
  public int port() {
    return port;
  }

  /** The end of its log, requests included. */
  public String log() {
    return processes.log(NAME);
  }

  @Override
  public void close() {
    processes.close();
    ports.close();
  }
}
