package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheredWritesTest {

  private final Wire wire = new Wire();
  private final EmbeddedChannel channel = new EmbeddedChannel(wire, new GatheredWrites());

  @Test
  void sendsWhatIsWrittenInOneTurnAtOnce() {
    channel.eventLoop().execute(() -> channel.pipeline().writeAndFlush("first"));
    channel.eventLoop().execute(() -> channel.pipeline().writeAndFlush("second"));
    assertEquals(0, wire.flushes);
    channel.runPendingTasks();
    assertEquals(1, wire.flushes);
    assertEquals(List.of("first", "second"), wire.messages);
  }

  @Test
  void sendsWhatIsWrittenInTheNextTurnAsWell() {
    channel.writeAndFlush("first");
    channel.runPendingTasks();
    channel.writeAndFlush("second");
    channel.runPendingTasks();
    assertEquals(2, wire.flushes);
    assertEquals(2, wire.messages.size());
  }

  /** As the mail client does: each line when the one before is done. */
  @Test
  void takesAnyNumberOfWritesThatWaitForEachOther() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      lines.add("line " + i);
    }
    channel.eventLoop().execute(() -> writeOneByOne(lines, 0));
    channel.runPendingTasks();
    assertEquals(lines, wire.messages);
    assertEquals(1, wire.flushes);
  }

  @Test
  void closesTheConnectionWhenAWriteFailsAfterItWasTaken() {
    wire.failure = new IOException("broken pipe");
    ChannelFuture write = channel.writeAndFlush("lost");
    channel.runPendingTasks();
    assertTrue(write.isSuccess());
    assertFalse(channel.isOpen());
  }

  @Test
  void sendsWhatIsLeftBeforeItCloses() {
    channel.writeAndFlush("QUIT");
    channel.close();
    assertEquals(List.of("QUIT"), wire.messages);
    assertTrue(wire.wasFlushedBeforeClose);
    assertFalse(channel.isOpen());
  }

  private void writeOneByOne(List<String> lines, int i) {
    if (i < lines.size()) {
      ChannelPromise next = channel.newPromise();
      channel.pipeline().writeAndFlush(lines.get(i), next);
      next.addListener(done -> writeOneByOne(lines, i + 1));
    }
  }

  /** What stands for the socket. */
  private static final class Wire extends ChannelOutboundHandlerAdapter {

    private final List<Object> messages = new ArrayList<>();
    private int flushes;
    private boolean wasFlushedBeforeClose;
    private IOException failure;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (failure == null) {
        messages.add(message);
        promise.setSuccess();
      } else {
        promise.setFailure(failure);
      }
    }

    @Override
    public void flush(ChannelHandlerContext context) {
      flushes++;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
      wasFlushedBeforeClose = flushes > 0;
      var unused = context.close(promise);
    }
  }
}
