package io.github.registrationmail.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.registrationmail.template.Image;
import io.github.registrationmail.template.Letter;
import java.io.ByteArrayOutputStream;
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
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024 + size());
    if (html.isEmpty()) {
      write(out, header, text);
    } else {
      alternative(out, header, html.get());
    }
    return out.toByteArray();
  }

  private int size() {
    int pictures = images.stream().mapToInt(image -> image.content().length * 3 / 2).sum();
    return text.encoded().length + html.map(part -> part.encoded().length).orElse(0) + pictures;
  }

  private void alternative(ByteArrayOutputStream out, HeaderLines header, TextPart page) {
    String boundary = "=_" + id;
    out.writeBytes(multipart(header, "alternative", boundary).toBytes());
    part(out, boundary, new HeaderLines(), text);
    if (images.isEmpty()) {
      part(out, boundary, new HeaderLines(), page);
    } else {
      begin(out, boundary);
      related(out, page);
    }
    end(out, boundary);
  }

  private void related(ByteArrayOutputStream out, TextPart page) {
    String boundary = "=_related-" + id;
    out.writeBytes(multipart(new HeaderLines(), "related", boundary).toBytes());
    part(out, boundary, new HeaderLines(), page);
    for (Image image : images) {
      begin(out, boundary);
      HeaderLines header =
          new HeaderLines()
              .add("Content-Type", image.type())
              .add("Content-Transfer-Encoding", "base64")
              .add("Content-ID", "<" + image.name() + ">")
              .add("Content-Disposition", "inline; filename=\"" + image.name() + "\"");
      out.writeBytes(header.toBytes());
      ascii(out, "\r\n");
      out.writeBytes(Base64.getMimeEncoder().encode(image.content()));
      ascii(out, "\r\n");
    }
    end(out, boundary);
  }

  private static HeaderLines multipart(HeaderLines header, String kind, String boundary) {
    return header.add("Content-Type", "multipart/" + kind + "; boundary=\"" + boundary + "\"");
  }

  private static void part(
      ByteArrayOutputStream out, String boundary, HeaderLines header, TextPart part) {
    begin(out, boundary);
    write(out, header, part);
  }

  private static void write(ByteArrayOutputStream out, HeaderLines header, TextPart part) {
    out.writeBytes(part.describe(header).toBytes());
    ascii(out, "\r\n");
    out.writeBytes(part.encoded());
  }

  private static void begin(ByteArrayOutputStream out, String boundary) {
    ascii(out, "\r\n--" + boundary + "\r\n");
  }

  private static void end(ByteArrayOutputStream out, String boundary) {
    ascii(out, "\r\n--" + boundary + "--\r\n");
  }

  private static void ascii(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(US_ASCII));
  }
}
