package io.github.registrationmail.reliability;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.registrationmail.stack.DatabaseOptions;
import io.github.registrationmail.stack.EmbeddedDatabase;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.ServerClock;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.stack.provider.SlowFinalDot;
import io.github.registrationmail.stack.smtp.MailServer;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database's clock is set by two hours while mails are being sent; needs libfaketime. */
class ClockJumpIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** As many as are sent at once to a mail server that is slow. */
  private static final int FEW = 4;

  private static final Duration HOURS = Duration.ofHours(2);
  private static final Duration SLOW = Duration.ofSeconds(5);

  private final ServerClock clock = clock();
  private final MailServer mailServer = MailServer.plain().start();
  private final EmbeddedStack stack =
      new EmbeddedStack(DatabaseOptions.clock(clock)).start(StackPorts.FREE);

  private static ServerClock clock() {
    assumeFalse(EmbeddedDatabase.isMySql(), "MariaDB is the one whose clock is set");
    Optional<ServerClock> clock = ServerClock.ofMachine();
    assumeTrue(clock.isPresent(), "libfaketime is not installed");
    return clock.get();
  }

  @AfterEach
  void close() {
    mailServer.close();
    stack.close();
  }

  /** Every lease has run out at once, and nobody is gone. */
  @Test
  void doublesNoMailWhenTheClockIsSetForward() throws Exception {
    mailServer.become(new SlowFinalDot(SLOW));
    try (ServiceProcess one = ServiceProcess.startDelivering(environment());
        ServiceProcess other = ServiceProcess.startDelivering(environment())) {
      List<String> emails = register(one, FEW);
      await().atMost(LIMIT).until(() -> mails("SENDING") == FEW);
      set(HOURS);
      await().atMost(LIMIT).until(() -> mails("SENT") == FEW);
      emails.addAll(register(other, FEW));
      await().atMost(LIMIT).during(Duration.ofSeconds(4)).until(() -> mails("SENT") == 2 * FEW);
      emails.forEach(email -> assertEquals(1, mailServer.mails(email).size(), email));
    }
  }

  /** What is due by the time before waits for it; what comes now does not. */
  @Test
  void sendsWhatComesAfterTheClockWasSetBack() throws Exception {
    mailServer.become(new SlowFinalDot(SLOW));
    try (ServiceProcess service = ServiceProcess.startDelivering(environment())) {
      List<String> emails = register(service, FEW);
      await().atMost(LIMIT).until(() -> mails("SENDING") == FEW);
      set(HOURS.negated());
      emails.addAll(register(service, FEW));
      await().atMost(LIMIT).during(Duration.ofSeconds(4)).until(() -> mails("SENT") == 2 * FEW);
      emails.forEach(email -> assertEquals(1, mailServer.mails(email).size(), email));
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

  /** Returns when it is so. */
  private void set(Duration difference) {
    clock.set(difference);
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              Instant time =
                  Instant.ofEpochSecond(Long.parseLong(rows().text("select unix_timestamp()")));
              return Duration.between(Instant.now().plus(difference), time).abs().toMinutes() == 0;
            });
  }

  private int mails(String state) {
    return Integer.parseInt(
        rows().text("select count(*) from registration where mail_state = ?", state));
  }

  private Rows rows() {
    return Rows.of(stack);
  }

  private Map<String, String> environment() {
    return ScaledTimes.with(
        stack.environment(),
        Map.of(
            "SMTP_PORT",
            Integer.toString(mailServer.port()),
            "REGISTRATION_SMTP_LIMIT_ANSWER",
            "20s"));
  }
}
