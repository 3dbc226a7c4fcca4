package io.github.registrationmail.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** The example of the specification's own libraries. */
  @Test
  void isThatOfStandardWebhooks() {
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        new Signature(SECRET)
            .of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}"));
  }

  @Test
  void isOneForEachSecretWhileOneReplacesAnother() {
    String[] signatures =
        new Signature(SECRET + "  whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
            .of("id", Instant.EPOCH, "{}")
            .split(" ");
    assertEquals(2, signatures.length);
    assertEquals(new Signature(SECRET).of("id", Instant.EPOCH, "{}"), signatures[0]);
  }
}
