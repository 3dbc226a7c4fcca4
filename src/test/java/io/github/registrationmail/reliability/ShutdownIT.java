package io.github.registrationmail.reliability;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The orderly end: what is being sent is finished and nothing is sent twice. */
class ShutdownIT {

  private static final Duration TICK = Duration.ofMillis(50);

  private final EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE);

  @Test
  void finishesTheMailsBeingSentAndExitsWithZero() throws IOException {
    try (stack;
        ServiceProcess service = ServiceProcess.startDelivering(environment())) {
      String email = Api.address("slow");
      assertEquals(201, service.register(email));
      await().until(() -> rows().state(email).equals("SENDING"));
      assertEquals(0, service.terminate());
      assertEquals("SENT", rows().state(email));
      assertEquals(1, stack.smtp().received(email).size());
    }
  }

  /** Whoever routes hears of it before the door is shut, and is told so until the end. */
  @Test
  void saysThatItIsNotReadyWhileItStillServesAndWhileItDoesNotAnyMore() throws IOException {
    Map<String, String> delayed = Map.of("QUARKUS_SHUTDOWN_DELAY", "2s");
    try (stack;
        ServiceProcess service =
            ServiceProcess.startDelivering(ScaledTimes.with(stack.environment(), delayed))) {
      service.askToEnd();
      await().pollInterval(TICK).until(() -> service.status("/q/health/ready") == 503);
      assertEquals(201, service.register(Api.address("ok")));
      await().pollInterval(TICK).until(() -> service.register(Api.address("ok")) == 503);
      assertEquals(503, service.status("/q/health/ready"));
      assertEquals(200, service.status("/q/health/live"));
      assertEquals(0, service.exitCode());
    }
  }

  /** One is being sent at the end, one is claimed, the others are still with the broker. */
  @Test
  void givesBackAMailThatIsNotBegunForAnotherReplicaToSend() throws IOException {
    List<String> emails = Stream.generate(() -> Api.address("slow")).limit(5).toList();
    try (stack) {
      try (ServiceProcess service = ServiceProcess.startDelivering(oneAtATime())) {
        for (String email : emails) {
          assertEquals(201, service.register(email));
        }
        await().until(() -> mails("SENDING") == 2);
        assertEquals(0, service.terminate());
        assertTrue(service.output().contains("given back, not begun: user "));
      }
      assertEquals(0, mails("SENDING"));
      assertTrue(unsent() > 0);
      try (ServiceProcess other = ServiceProcess.startDelivering(oneAtATime())) {
        await().atMost(Duration.ofSeconds(30)).until(() -> unsent() == 0);
        assertTrue(other.isAlive());
      }
      emails.forEach(email -> assertEquals(1, stack.smtp().received(email).size()));
    }
  }

  private int mails(String state) {
    return Integer.parseInt(
        rows().text("select count(*) from registration where mail_state = ?", state));
  }

  /** With a lease that would hold the mail for longer than the test lasts. */
  private Map<String, String> oneAtATime() {
    return ScaledTimes.with(
        stack.environment(),
        Map.of("REGISTRATION_MAIL_CONCURRENCY", "1", "REGISTRATION_MAIL_LEASE", "10m"));
  }

  @Test
  void doublesAndLosesNothingWhenTwoReplicasAreRestartedInTurn() throws IOException {
    try (stack;
        ServiceProcess first = ServiceProcess.startDelivering(environment());
        ServiceProcess second = ServiceProcess.startDelivering(environment())) {
      List<String> emails = new ArrayList<>(register(first, 50));
      assertEquals(0, first.terminate());
      emails.addAll(register(second, 50));
      try (ServiceProcess third = ServiceProcess.startDelivering(environment())) {
        assertEquals(0, second.terminate());
        emails.addAll(register(third, 50));
        await().atMost(Duration.ofSeconds(60)).until(() -> unsent() == 0);
      }
      emails.forEach(email -> assertEquals(1, stack.smtp().received(email).size()));
    }
  }

  private static List<String> register(ServiceProcess service, int count) throws IOException {
    List<String> emails = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String email = Api.address("ok");
      assertEquals(201, service.register(email));
      emails.add(email);
    }
    return emails;
  }

  private int unsent() {
    return Integer.parseInt(
        rows().text("select count(*) from registration where mail_state <> 'SENT'"));
  }

  private Rows rows() {
    return Rows.of(stack);
  }

  private Map<String, String> environment() {
    return ScaledTimes.with(stack.environment());
  }
}
