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
    sendMail(channel);

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
    sendMail(channel);
    channel.writeOutbound(text("RSET\r\n"));
    assertEquals("RSET\r\n", read(channel.readOutbound()));
    assertNull(channel.readInbound());
  }

  @Test
  void asksAServerThatHasJustSaidThatItCloses() {
    EmbeddedChannel channel = channel(Duration.ofHours(1));
    sendMail(channel);
    channel.writeInbound(text("421 4.3.2 shutting down\r\n"));
    channel.writeOutbound(text("RSET\r\n"));
    assertEquals("RSET\r\n", read(channel.readOutbound()));
  }

  @Test
  void letsALineOfAMailPass() {
    EmbeddedChannel channel = channel(Duration.ofHours(1));
    sendMail(channel);
    for (String line : new String[] {"DATA\r\n", "Hello\r\n", "RSET\r\n", "RSET\r\n", ".\r\n"}) {
      channel.writeOutbound(text(line));
      assertEquals(line, read(channel.readOutbound()));
    }
  }

  @Test
  void passesEverythingElseOn() {
    EmbeddedChannel channel = channel(Duration.ofHours(1));
    sendMail(channel);
    for (String line : new String[] {"MAIL FROM:<a@b.example>\r\n", "RSET \r\n", "QUIT\r\n"}) {
      channel.writeOutbound(text(line));
      assertEquals(line, read(channel.readOutbound()));
    }
    assertNull(channel.readInbound());
  }

  private static void sendMail(EmbeddedChannel channel) {
    channel.writeOutbound(text(".\r\n"));
    assertEquals(".\r\n", read(channel.readOutbound()));
    channel.writeInbound(text("250 queued\r\n"));
    assertEquals("250 queued\r\n", read(channel.readInbound()));
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
