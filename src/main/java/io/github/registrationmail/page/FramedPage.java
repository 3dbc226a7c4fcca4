package io.github.registrationmail.page;

import io.github.registrationmail.template.Image;
import io.github.registrationmail.template.Letter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Base64;

/** The HTML of a mail for a frame: it runs nothing and fetches nothing, whatever is in it. */
final class FramedPage {

  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox;"
          + " frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

  private FramedPage() {}

  static Response of(Letter letter) {
    return Response.ok(withImages(letter))
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** There is no mail around it that they could be in. */
  private static String withImages(Letter letter) {
    String page = letter.html().orElse("");
    for (Image image : letter.images()) {
      String content = Base64.getEncoder().encodeToString(image.content());
      page = page.replace("cid:" + image.name(), "data:" + image.type() + ";base64," + content);
    }
    return page;
  }
}
