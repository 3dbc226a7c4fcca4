package io.github.registrationmail.reliability;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Without the service's own refinements: every failure counts, whatever it is. */
class PlainRetryIT {

  private static final Map<String, String> PLAIN =
      Map.of(
          "REGISTRATION_MAIL_PERMANENT", "retry",
          "REGISTRATION_RETRY_COUNTS", "every-failure",
          "REGISTRATION_SMTP_PAUSE_FIRST", "10ms",
          "REGISTRATION_SMTP_PAUSE_LONGEST", "20ms",
          "REGISTRATION_RETRY_FIRST_DELAY", "20ms");

  private final EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE);

  @Test
  void retriesPermanentRefusalsAndAnUnreachableServerLikeAnyOtherFailure() throws IOException {
    try (stack;
        ServiceProcess service =
            ServiceProcess.startDelivering(ScaledTimes.with(stack.environment(), PLAIN))) {
      String refused = Api.address("refused");
      assertEquals(201, service.register(refused));
      awaitFailed(refused);
      assertEquals(6, stack.smtp().attempts(refused).size());
      stack.smtp().stop();
      String[] unreachable =
          IntStream.range(0, 10).mapToObj(i -> Api.address("ok")).toArray(String[]::new);
      for (String email : unreachable) {
        assertEquals(201, service.register(email));
      }
      for (String email : unreachable) {
        awaitFailed(email);
        assertEquals(5, rows().failures(email));
      }
    }
  }

  @Test
  void givesUpAfterTheSecondAttemptWhereOneFailureIsAllowed() throws IOException {
    Map<String, String> one = Map.of("REGISTRATION_RETRY_MAX_FAILURES", "1");
    try (stack;
        ServiceProcess service =
            ServiceProcess.startDelivering(ScaledTimes.with(stack.environment(), PLAIN, one))) {
      String busy = Api.address("busy");
      assertEquals(201, service.register(busy));
      awaitFailed(busy);
      assertEquals(2, stack.smtp().attempts(busy).size());
      assertNoEvents(service);
    }
  }

  /** Off by default. */
  private void assertNoEvents(ServiceProcess service) {
    assertEquals("0", rows().text("select count(*) from due_event"));
    assertEquals("0", rows().text("select count(*) from event_lease where holder <> 0"));
    assertFalse(service.output().contains("channel events"), "connected although nobody wants it");
  }

  private void awaitFailed(String email) {
    await().atMost(Duration.ofSeconds(30)).until(() -> rows().state(email).equals("FAILED"));
  }

  private Rows rows() {
    return Rows.of(stack);
  }
}
