package io.github.registrationmail.template;

import java.util.Map;

/** Somebody who registered, to show a mail with. */
public final class Samples {

  private Samples() {}

  /** The same one each time. */
  public static Recipient recipient(String language, Map<String, Object> data) {
    return new Recipient(42, "ada@example.org", "Ada", language, data);
  }
}
