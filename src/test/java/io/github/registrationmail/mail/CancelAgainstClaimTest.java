package io.github.registrationmail.mail;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.find;
import static io.github.registrationmail.support.Api.operator;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.SampleRows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class CancelAgainstClaimTest {

  private static final int ROUNDS = 150;

  @Inject SampleRows rows;
  @Inject ClaimRepository claims;

  @Test
  void ofACancelAndAClaimExactlyOneWins() throws Exception {
    int cancelled = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long id = rows.due(address("race"), i % 2 == 0 ? "QUEUED" : "RETRYING");
      var start = new CyclicBarrier(2);

      var cancelling = CompletableFuture.supplyAsync(() -> cancel(id, start));
      boolean claimed = claim(id, start);
      int status = cancelling.join();

      assertEquals(claimed ? 409 : 204, status);
      find(id).body("mail.state", is(claimed ? "SENDING" : "CANCELLED"));
      cancelled += claimed ? 0 : 1;
    }
    assertTrue(cancelled > 0, "no cancel ever won");
    assertTrue(cancelled < ROUNDS, "no claim ever won");
  }

  private static int cancel(long id, CyclicBarrier start) {
    await(start);
    return operator().delete("/registrations/" + id + "/mail").statusCode();
  }

  private boolean claim(long id, CyclicBarrier start) throws InterruptedException {
    await(start);
    // about as long as the cancel takes to get to MySQL
    Thread.sleep(ThreadLocalRandom.current().nextLong(12));
    Claim claim =
        claims.claim(id, 1, ClaimRepository.newToken()).await().atMost(Duration.ofSeconds(5));
    return claim instanceof Claim.Claimed;
  }

  private static void await(CyclicBarrier start) {
    try {
      start.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
