package io.github.registrationmail.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.registrationmail.template.Image;
import io.github.registrationmail.template.Letter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A text alone, or as one of two alternatives; the other is HTML, alone or with the images that it
 * shows (RFC 2046, RFC 2387).
 *
 * @param id makes the boundaries; what they begin with cannot occur in an encoded part
 */
record MailBody(TextPart text, Optional<TextPart> html, List<Image> images, String id) {

  static MailBody of(Letter letter, String id) {
    List<Image> images = new ArrayList<>();
    for (Image image : letter.images()) {
      if (letter.html().filter(html -> html.contains("cid:" + image.name())).isPresent()) {
        images.add(image);
      }
    }
    return new MailBody(
        TextPart.of("plain", letter.text()),
        letter.html().map(html -> TextPart.of("html", html)),
        images,
        id);
  }

  /** The whole message. */
  byte[] after(HeaderLines header) {
    List<byte[]> out = new ArrayList<>();
    if (html.isEmpty()) {
      write(out, header, text);
    } else {
      alternative(out, header, html.get());
    }
    ByteBuffer message = ByteBuffer.allocate(out.stream().mapToInt(piece -> piece.length).sum());
    out.forEach(message::put);
    return message.array();
  }

  private void alternative(List<byte[]> out, HeaderLines header, TextPart page) {
    String boundary = "=_" + id;
    out.add(multipart(header, "alternative", boundary).toBytes());
    part(out, boundary, new HeaderLines(), text);
    if (images.isEmpty()) {
      part(out, boundary, new HeaderLines(), page);
    } else {
      begin(out, boundary);
      related(out, page);
    }
    end(out, boundary);
  }

  private void related(List<byte[]> out, TextPart page) {
    String boundary = "=_related-" + id;
    out.add(multipart(new HeaderLines(), "related", boundary).toBytes());
    part(out, boundary, new HeaderLines(), page);
    for (Image image : images) {
      begin(out, boundary);
      HeaderLines header =
          new HeaderLines()
              .add("Content-Type", image.type())
              .add("Content-Transfer-Encoding", "base64")
              .add("Content-ID", "<" + image.name() + ">")
              .add("Content-Disposition", "inline; filename=\"" + image.name() + "\"");
      out.add(header.toBytes());
      ascii(out, "\r\n");
      out.add(Base64.getMimeEncoder().encode(image.content()));
      ascii(out, "\r\n");
    }
    end(out, boundary);
  }

  private static HeaderLines multipart(HeaderLines header, String kind, String boundary) {
    return header.add("Content-Type", "multipart/" + kind + "; boundary=\"" + boundary + "\"");
  }

  private static void part(List<byte[]> out, String boundary, HeaderLines header, TextPart part) {
    begin(out, boundary);
    write(out, header, part);
  }

  private static void write(List<byte[]> out, HeaderLines header, TextPart part) {
    out.add(part.describe(header).toBytes());
    ascii(out, "\r\n");
    out.add(part.encoded());
  }

  private static void begin(List<byte[]> out, String boundary) {
    ascii(out, "\r\n--" + boundary + "\r\n");
  }

  private static void end(List<byte[]> out, String boundary) {
    ascii(out, "\r\n--" + boundary + "--\r\n");
  }

  private static void ascii(List<byte[]> out, String text) {
    out.add(text.getBytes(US_ASCII));
  }
}
