package io.github.registrationmail.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.support.OperatorHeader;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody who tries passwords. */
@ExtendWith(Attacked.class)
class SignInIT {

  private static final int GUESSES = 2_000;
  private static final int LIMIT = 10;

  @Test
  void looksAtTenWrongPasswordsAMinuteAndSaysSoOnce(Victim victim) throws IOException {
    int printed = victim.printed();
    StringBuilder guesses = new StringBuilder();
    for (int i = 0; i < GUESSES; i++) {
      guesses.append(get("guess " + i, "keep-alive"));
    }
    guesses.append(get(Victim.PASSWORD, "close"));
    String answers = Http1.exchange(victim.uri("/"), guesses.toString());

    int looked = count(answers, "HTTP/1.1 401 ");
    assertTrue(looked >= LIMIT && looked <= LIMIT + 1, () -> looked + " were looked at");
    assertEquals(GUESSES + 1, looked + count(answers, "HTTP/1.1 429 "), answers);
    assertTrue(answers.contains("Retry-After: "), answers);
    assertEquals(
        1,
        victim.complaintsAfter(printed).size(),
        () -> String.join("\n", victim.complaintsAfter(printed)));
    assertTrue(victim.metrics().contains("registration_sign_ins_total{outcome=\"refused\""));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static String get(String password, String connection) {
    return "GET /registrations/1 HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nConnection: %s\r\n\r\n"
        .formatted(OperatorHeader.of(password), connection);
  }
}
