package com.torrust.operator.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An open WebSocket of Grafana Live that speaks Centrifuge's JSON protocol: commands and replies
 * have numbers, and the server's pings, which are empty objects, are answered.
 */
public final class LiveSocket implements WebSocket.Listener, AutoCloseable {

  private static final Duration REPLY_LIMIT = Duration.ofSeconds(10);
  private static final int NORMAL_CLOSURE = 1000;
  private static final int CLOSE_SECONDS = 2;
  private static final String PING = "{}";

  private final Tunnel tunnel;
  private final AtomicInteger commands = new AtomicInteger();
  private final AtomicInteger pings = new AtomicInteger();
  private final ConcurrentMap<Integer, CompletableFuture<JsonNode>> replies =
      new ConcurrentHashMap<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();

  /** The last thing sent: the next one has to wait for it. */
  private CompletableFuture<WebSocket> sent = opened;

  LiveSocket(Tunnel tunnel) {
    this.tunnel = tunnel;
  }

  /**
   * Says hello, which the server's pings begin with; returns the whole reply.
   *
   * @throws IllegalStateException when the socket ends instead, or no reply comes in time
   */
  public JsonNode connect() {
    return ask("connect", "{}");
  }

  /**
   * Asks for a method that no server has, which is answered by an error: frames go both ways.
   *
   * @throws IllegalStateException when the socket ends instead, or no reply comes in time
   */
  public JsonNode call() {
    return ask("rpc", "{\"method\":\"none\"}");
  }

  /** How many pings of the server have come and been answered. */
  public int pings() {
    return pings.get();
  }

  /** Whether nobody has closed it. */
  public boolean isOpen() {
    return !end.isDone();
  }

  /** How it ended, the server's code first; empty when it is still open after the limit. */
  public Optional<String> awaitEnd(Duration limit) {
    try {
      return Optional.of(end.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void onOpen(WebSocket socket) {
    opened.complete(socket);
    socket.request(1);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      text.toString().lines().forEach(this::receive);
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    finish(code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    finish("error: " + error);
  }

  @Override
  public void close() {
    if (isOpen()) {
      send(socket -> socket.sendClose(NORMAL_CLOSURE, ""))
          .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
          .exceptionally(error -> null)
          .join();
    }
    tunnel.close();
  }

  private void receive(String message) {
    if (message.equals(PING)) {
      send(socket -> socket.sendText(PING, true));
      pings.incrementAndGet();
      return;
    }
    try {
      JsonNode reply = Serialization.jsonMapper().readTree(message);
      CompletableFuture<JsonNode> waiting = replies.remove(reply.path("id").asInt());
      if (waiting != null) {
        waiting.complete(reply);
      }
    } catch (JsonProcessingException e) {
      finish("not JSON: " + message);
    }
  }

  private JsonNode ask(String command, String body) {
    int id = commands.incrementAndGet();
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    replies.put(id, reply);
    end.thenAccept(how -> reply.completeExceptionally(new IllegalStateException(how)));
    String message = "{\"id\":%d,\"%s\":%s}".formatted(id, command, body);
    send(socket -> socket.sendText(message, true));
    try {
      return reply.get(REPLY_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("ended: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("no reply to " + message + " within " + REPLY_LIMIT, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private synchronized CompletableFuture<WebSocket> send(
      Function<WebSocket, CompletableFuture<WebSocket>> message) {
    sent =
        sent.thenCompose(message)
            .whenComplete(
                (socket, error) -> {
                  if (error != null) {
                    finish("error: " + error);
                  }
                });
    return sent;
  }

  private void finish(String how) {
    end.complete(how);
  }
}
