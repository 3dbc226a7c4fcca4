package io.github.registrationmail.mail;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is written in one turn of the event loop at once, as one piece.
 *
 * <p>The Vert.x mail client writes a mail line by line, each when the one before is on the wire. So
 * a write counts as done here when it is taken; one that fails after that closes the connection,
 * which is what the client hears of. Whether a mail was sent only the answer of the server says.
 */
final class GatheredWrites extends ChannelOutboundHandlerAdapter {

  /** Bytes of one write to the socket; what is longer counts against the channel's write limit. */
  static final int PART = 8 * 1024;

  private final Queue<ChannelPromise> taken = new ArrayDeque<>();
  private @Nullable ByteBuf part;
  private boolean turnIsDue;
  private boolean flushIsWanted;

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes && bytes.readableBytes() <= PART) {
      gather(context, bytes);
    } else {
      passOn(context);
      send(context, message);
    }
    if (!promise.isVoid()) {
      taken.add(promise);
      takeTurn(context);
    }
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    flushIsWanted = true;
    takeTurn(context);
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    passOn(context);
    context.flush();
    var unused = context.close(promise);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (part != null) {
      part.release();
      part = null;
    }
  }

  private void gather(ChannelHandlerContext context, ByteBuf bytes) {
    if (part != null && part.readableBytes() + bytes.readableBytes() > PART) {
      passOn(context);
    }
    if (part == null) {
      part = context.alloc().ioBuffer(PART);
    }
    part.writeBytes(bytes);
    bytes.release();
  }

  private void passOn(ChannelHandlerContext context) {
    if (part != null) {
      send(context, part);
      part = null;
    }
  }

  private static void send(ChannelHandlerContext context, Object message) {
    context.write(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  private void takeTurn(ChannelHandlerContext context) {
    if (!turnIsDue) {
      turnIsDue = true;
      context.executor().execute(() -> turn(context));
    }
  }

  /**
   * The answer to one write is the next, which this loop takes as well; answered within its own
   * call, the client would go one call deeper with each line. The flush comes after what the client
   * has put off to the end of its turn, the dot that ends the mail.
   */
  private void turn(ChannelHandlerContext context) {
    for (ChannelPromise next = taken.poll(); next != null; next = taken.poll()) {
      next.trySuccess();
    }
    turnIsDue = false;
    if (flushIsWanted) {
      context.executor().execute(() -> flushNow(context));
    }
  }

  private void flushNow(ChannelHandlerContext context) {
    flushIsWanted = false;
    passOn(context);
    context.flush();
  }
}
