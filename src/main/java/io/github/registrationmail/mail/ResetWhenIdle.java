package io.github.registrationmail.mail;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Answers the mail client's RSET itself when the server has said something a moment ago.
 *
 * <p>The Vert.x mail client sends RSET before each mail but a connection's first, to see whether
 * the server is still there; there is nothing to reset, because a connection is kept only when its
 * mail was accepted (RFC 5321, 4.1.1.4: the buffers are cleared then).
 */
final class ResetWhenIdle extends ChannelDuplexHandler {

  private static final ByteBuf RSET =
      Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("RSET\r\n", StandardCharsets.US_ASCII));

  private final long idleNanos;
  private long heard = System.nanoTime();

  /**
   * @param idle silence after which the server is asked
   */
  ResetWhenIdle(Duration idle) {
    this.idleNanos = idle.toNanos();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    heard = System.nanoTime();
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (RSET.equals(message) && System.nanoTime() - heard < idleNanos) {
      ReferenceCountUtil.release(message);
      promise.setSuccess();
      context.executor().execute(() -> answer(context));
    } else {
      var unused = context.write(message, promise);
    }
  }

  private static void answer(ChannelHandlerContext context) {
    context.fireChannelRead(Unpooled.copiedBuffer("250 OK\r\n", StandardCharsets.US_ASCII));
    context.fireChannelReadComplete();
  }
}
