package io.github.registrationmail.mail;

import static io.github.registrationmail.support.Api.address;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.registrationmail.operator.Rows;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ClaimRepositoryTest {

  @Inject Rows rows;
  @Inject ClaimRepository claims;

  @Test
  void tellsWhenTheMailWasRegistered() {
    ClaimedMail mail = claimed(rows.registration(address("ok"), "QUEUED"));
    Instant shown =
        Instant.parse(Api.find(mail.userId()).extract().jsonPath().getString("registeredAt"));
    assertEquals(shown, mail.registeredAt());
  }

  @Test
  void keepsTheLastWordOfTheMailServer() {
    ClaimedMail mail = claimed(rows.registration(address("ok"), "QUEUED"));
    Api.find(mail.userId()).body("mail.reply", nullValue());
    done(claims.markSent(mail, "250 2.0.0 Ok: queued as 4C1B2\r\n" + "😀".repeat(600)));
    Api.find(mail.userId())
        .body("mail.state", equalTo("SENT"))
        .body("mail.reply", equalTo("250 2.0.0 Ok: queued as 4C1B2 " + "😀".repeat(470)));
  }

  @Test
  void hasNoLastWordOfAServerThatSaysNothing() {
    ClaimedMail mail = claimed(rows.registration(address("ok"), "QUEUED"));
    done(claims.markSent(mail, " "));
    Api.find(mail.userId()).body("mail.state", equalTo("SENT")).body("mail.reply", nullValue());
  }

  private ClaimedMail claimed(long id) {
    Claim claim = done(claims.claim(id, 1, ClaimRepository.newToken()));
    return assertInstanceOf(Claim.Claimed.class, claim).mail();
  }

  private static <T> T done(Uni<T> step) {
    return step.await().atMost(Duration.ofSeconds(10));
  }
}
