package io.github.registrationmail.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.apache.james.mime4j.codec.QuotedPrintableOutputStream;

/**
 * A text in UTF-8 as seven bits and lines that are short enough: as it is when it is that already,
 * else in the transfer encoding that makes it the shorter one. The boundary between parts relies on
 * {@code =_} not occurring in it.
 *
 * @param subtype {@code plain} or {@code html}
 */
record TextPart(String subtype, String encoding, byte[] encoded) {

  /** RFC 5322 allows that many octets before the line end. */
  private static final int LONGEST_LINE = 998;

  /** Quoted-printable writes such an octet as three, Base64 writes any three as four. */
  private static final int OCTETS_FOR_EACH_ESCAPE = 6;

  static TextPart of(String subtype, String text) {
    String lines = withLineEnds(text);
    byte[] octets = lines.getBytes(UTF_8);
    if (isSevenBit(octets) && !lines.contains("=_")) {
      return new TextPart(subtype, "7bit", octets);
    }
    return escapes(octets) * OCTETS_FOR_EACH_ESCAPE > octets.length
        ? new TextPart(subtype, "base64", base64(octets))
        : new TextPart(subtype, "quoted-printable", quotedPrintable(octets));
  }

  /** Adds what says how to read the part. */
  HeaderLines describe(HeaderLines header) {
    return header
        .add("Content-Type", "text/" + subtype + "; charset=UTF-8")
        .add("Content-Transfer-Encoding", encoding);
  }

  /** Each line, and the last one too, ends with CRLF, whatever it ended with. */
  private static String withLineEnds(String text) {
    StringBuilder lines = new StringBuilder(text.length() + text.length() / 16 + 2);
    int begin = 0;
    while (begin < text.length()) {
      int end = begin;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      lines.append(text, begin, end).append("\r\n");
      begin = text.startsWith("\r\n", end) ? end + 2 : end + 1;
    }
    return lines.isEmpty() ? "\r\n" : lines.toString();
  }

  /** Lines that end with a blank are encoded too: mail servers like to cut it. */
  private static boolean isSevenBit(byte[] octets) {
    int length = 0;
    byte before = '\n';
    for (byte octet : octets) {
      if (octet == '\r') {
        if (before == ' ') {
          return false;
        }
      } else if (octet == '\n') {
        length = 0;
      } else if (octet < ' ' || octet == 0x7f || ++length > LONGEST_LINE) {
        return false;
      }
      before = octet;
    }
    return true;
  }

  private static int escapes(byte[] octets) {
    int escapes = 0;
    for (byte octet : octets) {
      if (octet < 0) {
        escapes++;
      }
    }
    return escapes;
  }

  private static byte[] base64(byte[] octets) {
    byte[] lines = Base64.getMimeEncoder().encode(octets);
    ByteArrayOutputStream out = new ByteArrayOutputStream(lines.length + 2);
    out.writeBytes(lines);
    out.writeBytes(new byte[] {'\r', '\n'});
    return out.toByteArray();
  }

  private static byte[] quotedPrintable(byte[] octets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + octets.length / 4);
    try (var encoder = new QuotedPrintableOutputStream(1024, out, false)) {
      encoder.write(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
