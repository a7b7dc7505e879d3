package com.torrust.operator.verification;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/**
 * The answer to a WebSocket handshake, and the connection if it was upgraded.
 *
 * @param answer the answer
 * @param socket the connection, null unless the status is 101
 * @param first the first message of the server; it fails when there is none to come
 */
record Upgrade(Answer answer, NetSocket socket, Future<First> first) implements AutoCloseable {

  private static final int NORMAL_CLOSURE = 1000;
  private static final int LONGEST_FRAME = 64 * 1024;

  /**
   * The first message of a server.
   *
   * @param text its text, empty when the server closed the WebSocket instead
   * @param closed why it closed it, in its words; empty when it did not
   */
  record First(Optional<String> text, Optional<String> closed) {}

  /** Returns a refusal. */
  static Upgrade refused(Answer answer) {
    return new Upgrade(answer, null, Future.failedFuture("refused"));
  }

  /** Returns an upgraded connection, on which the server may have spoken already. */
  static Upgrade opened(Answer answer, NetSocket socket) {
    final Promise<First> first = Promise.promise();
    final EmbeddedChannel codec =
        new EmbeddedChannel(
            new WebSocket13FrameEncoder(true),
            new WebSocket13FrameDecoder(
                WebSocketDecoderConfig.newBuilder()
                    .expectMaskedFrames(false)
                    .maxFramePayloadLength(LONGEST_FRAME)
                    .build()),
            new WebSocketFrameAggregator(LONGEST_FRAME));
    first.future().onComplete(done -> codec.finishAndReleaseAll());
    socket.exceptionHandler(first::tryFail);
    socket.closeHandler(end -> first.tryFail(new ClosedChannelException()));
    socket.handler(received -> receive(received, codec, first));
    return new Upgrade(answer, socket, first.future());
  }

  /** Returns whether the connection was upgraded. */
  boolean isOpen() {
    return socket != null;
  }

  /** Sends a text and returns what the server says first. */
  Future<First> say(String text) {
    socket.write(encoded(new TextWebSocketFrame(text)));
    return first;
  }

  /** Says good-bye as RFC 6455, section 7, asks, and ends the connection. */
  @Override
  public void close() {
    if (isOpen()) {
      socket.write(encoded(new CloseWebSocketFrame(NORMAL_CLOSURE, "verified")));
      socket.close();
    }
  }

  /** A slice, because the answer's head may stand in the same buffer before what was received. */
  private static void receive(Buffer received, EmbeddedChannel codec, Promise<First> first) {
    if (first.future().isComplete()) {
      return;
    }
    try {
      codec.writeInbound(Unpooled.wrappedBuffer(received.slice().getBytes()));
      for (WebSocketFrame frame = codec.readInbound(); frame != null; frame = codec.readInbound()) {
        tell(frame, first);
        ReferenceCountUtil.release(frame);
      }
    } catch (RuntimeException e) {
      first.tryFail(e);
    }
  }

  private static void tell(WebSocketFrame frame, Promise<First> first) {
    if (frame instanceof TextWebSocketFrame text) {
      first.tryComplete(new First(Optional.of(text.text()), Optional.empty()));
    } else if (frame instanceof CloseWebSocketFrame close) {
      first.tryComplete(new First(Optional.empty(), Optional.of(words(close))));
    }
  }

  /** RFC 6455, section 5.5.1: both code and reason may be absent. */
  private static String words(CloseWebSocketFrame close) {
    return close.statusCode() < 0
        ? "without a reason"
        : (close.statusCode() + " " + close.reasonText()).trim();
  }

  private static Buffer encoded(WebSocketFrame frame) {
    final EmbeddedChannel codec = new EmbeddedChannel(new WebSocket13FrameEncoder(true));
    codec.writeOutbound(frame);
    final Buffer bytes = Buffer.buffer();
    for (ByteBuf part = codec.readOutbound(); part != null; part = codec.readOutbound()) {
      bytes.appendBytes(ByteBufUtil.getBytes(part));
      part.release();
    }
    codec.finishAndReleaseAll();
    return bytes;
  }
}
