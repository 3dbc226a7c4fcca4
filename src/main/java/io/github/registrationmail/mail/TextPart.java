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
    byte[] octets = withLineEnds(text.getBytes(UTF_8));
    if (isSevenBit(octets) && !text.contains("=_")) {
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
  private static byte[] withLineEnds(byte[] text) {
    byte[] lines = new byte[text.length + missing(text)];
    int length = 0;
    byte before = 0;
    for (byte octet : text) {
      if (!isLineEnd(octet)) {
        lines[length++] = octet;
      } else if (octet == '\r' || before != '\r') {
        lines[length++] = '\r';
        lines[length++] = '\n';
      }
      before = octet;
    }
    if (!isLineEnd(before)) {
      lines[length++] = '\r';
      lines[length] = '\n';
    }
    return lines;
  }

  /** How many octets the text lacks for each of its lines to end with CRLF. */
  private static int missing(byte[] text) {
    int missing = 0;
    byte before = 0;
    for (byte octet : text) {
      if (isLineEnd(octet)) {
        missing += octet == '\n' && before == '\r' ? -1 : 1;
      }
      before = octet;
    }
    return isLineEnd(before) ? missing : missing + 2;
  }

  private static boolean isLineEnd(byte octet) {
    return octet == '\n' || octet == '\r';
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
