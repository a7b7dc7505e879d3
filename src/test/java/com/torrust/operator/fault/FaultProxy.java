package com.torrust.operator.fault;

import com.torrust.operator.cluster.TestCluster;
import io.fabric8.kubernetes.client.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * A proxy before the API server that does to requests what networks and busy servers do. It speaks
 * plain HTTP/1.1 on the loopback interface and has the rights of an administrator, so that its user
 * names whom it acts for.
 */
final class FaultProxy implements AutoCloseable {

  /** Requests that change something. */
  static final Predicate<HttpServerRequest> WRITES =
      request -> Set.of("POST", "PATCH", "PUT", "DELETE").contains(request.method().name());

  /** Every request but watches. */
  static final Predicate<HttpServerRequest> ALL_BUT_WATCHES =
      request -> !request.uri().contains("watch=true");

  private static final int CONNECTIONS = 500;

  private final Vertx vertx = Vertx.vertx();
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final Queue<Long> hits = new ConcurrentLinkedQueue<>();
  private final int port;
  private final Path kubeconfig;
  private volatile Rule rule = new Rule(request -> false, Fault.NONE);
  private volatile boolean refusing;

  private record Rule(Predicate<HttpServerRequest> which, Fault fault) {}

  private FaultProxy(TestCluster cluster, Path folder) {
    final Config config = cluster.client().getConfiguration();
    final URI server = URI.create(config.getMasterUrl());
    final HttpServer http = vertx.createHttpServer();
    http.connectionHandler(this::opened);
    http.requestHandler(
        HttpProxy.reverseProxy(client(config))
            .origin(server.getPort(), server.getHost())
            .addInterceptor(new Interceptor()));
    this.port = wait(http.listen(0, "127.0.0.1")).actualPort();
    this.kubeconfig = write(folder);
  }

  /** Starts one, with its kubeconfig in the given folder. */
  static FaultProxy before(TestCluster cluster, Path folder) {
    return new FaultProxy(cluster, folder);
  }

  /** Returns the kubeconfig of those who come this way. */
  Path kubeconfig() {
    return kubeconfig;
  }

  /** From now on, the given requests meet a fault, and no others. */
  void inject(Predicate<HttpServerRequest> which, Fault fault) {
    hits.clear();
    rule = new Rule(which, fault);
  }

  /** Ends all faults, and returns how many requests met the last one. */
  int heal() {
    refusing = false;
    rule = new Rule(request -> false, Fault.NONE);
    return hits.size();
  }

  /** Returns when requests met the last fault, counted from a time of {@link System#nanoTime}. */
  List<Duration> hits(long start) {
    return hits.stream().map(at -> Duration.ofNanos(at - start)).toList();
  }

  /** Closes every connection, and returns how many there were. */
  int cut() {
    final int open = connections.size();
    connections.forEach(HttpConnection::close);
    return open;
  }

  /** Closes every connection, and each new one at once, until {@link #heal}. */
  void refuse() {
    refusing = true;
    cut();
  }

  private void opened(HttpConnection connection) {
    if (refusing) {
      connection.close();
      return;
    }
    connections.add(connection);
    connection.closeHandler(closed -> connections.remove(connection));
  }

  private HttpClient client(Config config) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setSsl(true)
            .setVerifyHost(false)
            .setMaxPoolSize(CONNECTIONS)
            .setPemTrustOptions(
                new PemTrustOptions()
                    .addCertValue(pem(config.getCaCertData(), config.getCaCertFile())))
            .setPemKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(pem(config.getClientCertData(), config.getClientCertFile()))
                    .addKeyValue(pem(config.getClientKeyData(), config.getClientKeyFile()))));
  }

  private static Buffer pem(String data, String file) {
    try {
      return Buffer.buffer(
          data == null
              ? Files.readAllBytes(Path.of(file))
              : Base64.getMimeDecoder().decode(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(Path folder) {
    try {
      return Files.writeString(
          folder.resolve("faulty-kubeconfig"),
          """
          apiVersion: v1
          kind: Config
          clusters: [{name: faulty, cluster: {server: "http://127.0.0.1:%d"}}]
          users: [{name: nobody, user: {}}]
          contexts: [{name: faulty, context: {cluster: faulty, user: nobody}}]
          current-context: faulty
          """
              .formatted(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Interceptor implements ProxyInterceptor {

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      final Rule now = rule;
      if (!now.which.test(context.request().proxiedRequest())) {
        return context.sendRequest();
      }
      hits.add(System.nanoTime());
      return now.fault.on(context, vertx);
    }
  }

  private static <T> T wait(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    wait(vertx.close());
  }
}
