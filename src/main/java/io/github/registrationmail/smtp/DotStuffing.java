package io.github.registrationmail.smtp;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** How the text of a mail is framed on the wire. */
final class DotStuffing {

  private static final String END = ".\r\n";

  private DotStuffing() {}

  /** After BDAT: its length in octets, then itself (RFC 3030, 2). */
  static Buffer chunk(byte[] content) {
    String command = "BDAT " + content.length + " LAST\r\n";
    return Buffer.buffer(command.length() + content.length)
        .appendString(command)
        .appendBytes(content);
  }

  /**
   * After DATA: a dot that begins a line is doubled, a line of one dot ends it (RFC 5321, 4.5.2).
   */
  static Buffer text(byte[] content) {
    Buffer framed = Buffer.buffer(content.length + END.length());
    int from = 0;
    boolean atLineStart = true;
    for (int i = 0; i < content.length; i++) {
      if (atLineStart && content[i] == '.') {
        framed.appendBytes(content, from, i - from).appendByte((byte) '.');
        from = i;
      }
      atLineStart = content[i] == '\n';
    }
    framed.appendBytes(content, from, content.length - from);
    return framed.appendBytes(
        (atLineStart ? END : "\r\n" + END).getBytes(StandardCharsets.US_ASCII));
  }
}
