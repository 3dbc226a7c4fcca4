package io.github.registrationmail.page;

import io.github.registrationmail.template.Image;
import io.github.registrationmail.template.Letter;
import java.util.Base64;

/** Puts the images of a mail into its HTML, for a browser that has no mail to fetch them from. */
final class InlineImages {

  private InlineImages() {}

  static String in(Letter letter) {
    String page = letter.html().orElse("");
    for (Image image : letter.images()) {
      String content = Base64.getEncoder().encodeToString(image.content());
      page = page.replace("cid:" + image.name(), "data:" + image.type() + ";base64," + content);
    }
    return page;
  }
}
