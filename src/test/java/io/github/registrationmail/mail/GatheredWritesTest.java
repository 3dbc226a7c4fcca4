package io.github.registrationmail.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
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
    channel.eventLoop().execute(() -> channel.pipeline().writeAndFlush(bytes("first,")));
    channel.eventLoop().execute(() -> channel.pipeline().writeAndFlush(bytes("second")));
    assertEquals(0, wire.flushes);
    channel.runPendingTasks();
    assertEquals(1, wire.flushes);
    assertEquals(List.of("first,second"), wire.pieces);
  }

  @Test
  void keepsTheOrderOfShortAndLongWrites() {
    String text = "x".repeat(GatheredWrites.PART + 1);
    for (String piece : List.of("first", text, "last")) {
      channel.eventLoop().execute(() -> channel.pipeline().writeAndFlush(bytes(piece)));
    }
    channel.runPendingTasks();
    assertEquals(List.of("first", text, "last"), wire.pieces);
  }

  @Test
  void leavesNothingBehindWhenTheConnectionIsGone() {
    UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true);
    channel.config().setAllocator(memory);
    channel.pipeline().write(bytes("taken"));
    assertTrue(memory.metric().usedDirectMemory() > 0);
    channel.pipeline().remove(GatheredWrites.class);
    channel.runPendingTasks();
    assertEquals(0, memory.metric().usedDirectMemory());
    assertEquals(List.of(), wire.pieces);
  }

  @Test
  void sendsWhatIsWrittenInTheNextTurnAsWell() {
    channel.writeAndFlush(bytes("first"));
    channel.runPendingTasks();
    channel.writeAndFlush(bytes("second"));
    channel.runPendingTasks();
    assertEquals(2, wire.flushes);
    assertEquals(List.of("first", "second"), wire.pieces);
  }

  /** As the mail client does: each line when the one before is done. */
  @Test
  void takesAnyNumberOfWritesThatWaitForEachOther() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      lines.add("line " + i + "\n");
    }
    channel.eventLoop().execute(() -> writeOneByOne(lines, 0));
    channel.runPendingTasks();
    assertEquals(String.join("", lines), String.join("", wire.pieces));
    assertTrue(wire.pieces.stream().allMatch(piece -> piece.length() <= GatheredWrites.PART));
    assertEquals(1, wire.flushes);
  }

  @Test
  void closesTheConnectionWhenAWriteFailsAfterItWasTaken() {
    wire.failure = new IOException("broken pipe");
    ChannelFuture write = channel.writeAndFlush(bytes("lost"));
    channel.runPendingTasks();
    assertTrue(write.isSuccess());
    assertFalse(channel.isOpen());
  }

  @Test
  void sendsWhatIsLeftBeforeItCloses() {
    channel.writeAndFlush(bytes("QUIT"));
    channel.close();
    assertEquals(List.of("QUIT"), wire.pieces);
    assertTrue(wire.wasFlushedBeforeClose);
    assertFalse(channel.isOpen());
  }

  private void writeOneByOne(List<String> lines, int i) {
    if (i < lines.size()) {
      ChannelPromise next = channel.newPromise();
      channel.pipeline().writeAndFlush(bytes(lines.get(i)), next);
      next.addListener(done -> writeOneByOne(lines, i + 1));
    }
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, US_ASCII);
  }

  /** What stands for the socket. */
  private static final class Wire extends ChannelOutboundHandlerAdapter {

    private final List<String> pieces = new ArrayList<>();
    private int flushes;
    private boolean wasFlushedBeforeClose;
    private IOException failure;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      ByteBuf bytes = (ByteBuf) message;
      String text = bytes.toString(US_ASCII);
      bytes.release();
      if (failure == null) {
        pieces.add(text);
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
