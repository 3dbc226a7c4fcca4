package io.github.registrationmail.mail;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Sends what is written in one turn of the event loop at once.
 *
 * <p>The Vert.x mail client writes a mail line by line, each when the one before is on the wire. So
 * a write counts as done here when it is taken; one that fails after that closes the connection,
 * which is what the client hears of. Whether a mail was sent only the answer of the server says.
 */
final class GatheredWrites extends ChannelOutboundHandlerAdapter {

  private final Queue<ChannelPromise> taken = new ArrayDeque<>();
  private boolean turnIsDue;
  private boolean flushIsWanted;

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    context.write(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
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
    context.flush();
    var unused = context.close(promise);
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
    context.flush();
  }
}
