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

  private static final String RESET = "RSET\r\n";
  private static final String END_OF_MAIL = ".\r\n";
  private static final String CLOSING = "421";

  private final long idleNanos;
  private long heard = System.nanoTime();
  private boolean isClosing;
  private boolean isBetweenMails;

  /**
   * @param idle silence after which the server is asked
   */
  ResetWhenIdle(Duration idle) {
    this.idleNanos = idle.toNanos();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    heard = System.nanoTime();
    isClosing |= message instanceof ByteBuf reply && begins(reply, CLOSING);
    context.fireChannelRead(message);
  }

  /** A line of a mail can be RSET as well; the first line after its end cannot. */
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean isNeedless = isBetweenMails && isAnswering() && is(message, RESET);
    isBetweenMails = is(message, END_OF_MAIL);
    if (isNeedless) {
      ReferenceCountUtil.release(message);
      promise.setSuccess();
      context.executor().execute(() -> answer(context));
    } else {
      var unused = context.write(message, promise);
    }
  }

  private boolean isAnswering() {
    return !isClosing && System.nanoTime() - heard < idleNanos;
  }

  private static boolean is(Object message, String line) {
    return message instanceof ByteBuf bytes
        && bytes.readableBytes() == line.length()
        && begins(bytes, line);
  }

  private static boolean begins(ByteBuf bytes, String text) {
    if (bytes.readableBytes() < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes.getByte(bytes.readerIndex() + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static void answer(ChannelHandlerContext context) {
    context.fireChannelRead(Unpooled.copiedBuffer("250 OK\r\n", StandardCharsets.US_ASCII));
    context.fireChannelReadComplete();
  }
}
