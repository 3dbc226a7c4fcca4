package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResetWhenIdleTest {

  @Test
  void answersTheResetItselfWhenTheServerHasJustSpoken() {
    EmbeddedChannel channel = channel(Duration.ofHours(1));
    channel.writeInbound(text("250 queued\r\n"));
    assertEquals("250 queued\r\n", read(channel.readInbound()));

    ByteBuf reset = text("RSET\r\n");
    ChannelFuture written = channel.writeAndFlush(reset);
    channel.runPendingTasks();

    assertTrue(written.isSuccess());
    assertEquals(0, reset.refCnt());
    assertNull(channel.readOutbound());
    assertEquals("250 OK\r\n", read(channel.readInbound()));
  }

  @Test
  void asksAServerThatWasSilent() {
    EmbeddedChannel channel = channel(Duration.ZERO);
    channel.writeOutbound(text("RSET\r\n"));
    assertEquals("RSET\r\n", read(channel.readOutbound()));
    assertNull(channel.readInbound());
  }

  @Test
  void passesEverythingElseOn() {
    EmbeddedChannel channel = channel(Duration.ofHours(1));
    for (String line : new String[] {"MAIL FROM:<a@b.example>\r\n", "RSET \r\n", "QUIT\r\n"}) {
      channel.writeOutbound(text(line));
      assertEquals(line, read(channel.readOutbound()));
    }
    assertNull(channel.readInbound());
  }

  private static EmbeddedChannel channel(Duration idle) {
    return new EmbeddedChannel(new ResetWhenIdle(idle));
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private static String read(ByteBuf message) {
    String text = message.toString(StandardCharsets.US_ASCII);
    message.release();
    return text;
  }
}
