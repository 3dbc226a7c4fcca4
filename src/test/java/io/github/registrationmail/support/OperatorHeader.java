package io.github.registrationmail.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The header {@code Authorization} of the operator, for clients that do not make it themselves. */
public final class OperatorHeader {

  private OperatorHeader() {}

  public static String of(String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("operator:" + password).getBytes(StandardCharsets.UTF_8));
  }
}
