package io.github.registrationmail.reliability;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedDatabase;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.stack.provider.Account;
import io.github.registrationmail.stack.smtp.MailServer;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Passwords change as docs/operations.md says, while registrations come: each mail is sent once,
 * and none has failed. The second of a mail server is another account; that of MySQL 8 another
 * password, that of MariaDB another user.
 */
class PasswordChangeIT {

  private static final String USER = EmbeddedDatabase.USERNAME;
  private static final String RENEWED = "renewed";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Account account = new Account("first", "secret");
  private final MailServer mailServer = MailServer.plain(account).start();
  private final EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE);
  private final List<String> registered = new ArrayList<>();

  @AfterEach
  void close() {
    mailServer.close();
    stack.close();
  }

  @Test
  void refusesNobodyWithASecondOneForAWhile() throws Exception {
    try (ServiceProcess before = ServiceProcess.startDelivering(environment(Map.of()))) {
      register(before, 50);
      account.add("second", RENEWED);
      String user = addDatabasePassword();
      try (ServiceProcess after =
          ServiceProcess.startDelivering(
              environment(
                  Map.of(
                      "SMTP_USERNAME",
                      "second",
                      "SMTP_PASSWORD",
                      RENEWED,
                      "MYSQL_USERNAME",
                      user,
                      "MYSQL_PASSWORD",
                      RENEWED)))) {
        register(before, 50);
        register(after, 50);
        assertEquals(0, before.terminate());
        account.remove("first");
        removeOldDatabasePassword();
        cutConnections(user);
        await().atMost(LIMIT).until(() -> after.register(Api.address("ok")) == 201);
        register(after, 50);
        assertAllArriveOnce();
      }
    }
  }

  @Test
  void keepsTheMailsThatTheMailServerDoesNotTakeMeanwhile() throws Exception {
    try (ServiceProcess before = ServiceProcess.startDelivering(environment(Map.of()))) {
      account.change(RENEWED);
      register(before, 50);
      await().atMost(LIMIT).until(() -> before.output().contains("535 5.7.8"));
      assertEquals(0, before.terminate());
    }
    assertEquals("0", rows().text("select count(*) from registration where mail_state = 'SENT'"));
    try (ServiceProcess after =
        ServiceProcess.startDelivering(environment(Map.of("SMTP_PASSWORD", RENEWED)))) {
      register(after, 50);
      assertAllArriveOnce();
    }
  }

  /** What is being sent at that moment may come twice: it cannot be written down. */
  @Test
  void refusesRegistrationsWhileMySqlRefusesTheService() throws Exception {
    try (ServiceProcess before = ServiceProcess.startDelivering(environment(Map.of()))) {
      register(before, 50);
      await().atMost(LIMIT).until(() -> unsent() == 0);
      rows().execute("alter user '%s'@'%%' identified by '%s'".formatted(USER, RENEWED));
      cutConnections(USER);
      await().atMost(LIMIT).until(() -> before.register(Api.address("ok")) == 503);
      assertEquals(0, before.terminate());
    }
    try (ServiceProcess after =
        ServiceProcess.startDelivering(environment(Map.of("MYSQL_PASSWORD", RENEWED)))) {
      register(after, 50);
      assertAllArriveOnce();
    }
  }

  private void register(ServiceProcess service, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      String email = Api.address("ok");
      assertEquals(201, service.register(email));
      registered.add(email);
    }
  }

  private void assertAllArriveOnce() {
    await()
        .atMost(LIMIT)
        .until(() -> registered.stream().allMatch(email -> mails(email) > 0) && unsent() == 0);
    registered.forEach(email -> assertEquals(1, mails(email), email));
    assertEquals("0", rows().text("select count(*) from user_notify"));
  }

  private int mails(String email) {
    return mailServer.mails(email).size();
  }

  private int unsent() {
    return Integer.parseInt(
        rows().text("select count(*) from registration where mail_state <> 'SENT'"));
  }

  /** The user of the new one. */
  private String addDatabasePassword() throws SQLException {
    if (EmbeddedDatabase.isMySql()) {
      rows()
          .execute(
              "alter user '%s'@'%%' identified by '%s' retain current password"
                  .formatted(USER, RENEWED));
      return USER;
    }
    rows()
        .execute(
            "create user 'another'@'%%' identified by '%s'".formatted(RENEWED),
            "grant all on %s.* to 'another'@'%%'".formatted(EmbeddedDatabase.NAME));
    return "another";
  }

  private void removeOldDatabasePassword() throws SQLException {
    rows()
        .execute(
            EmbeddedDatabase.isMySql()
                ? "alter user '%s'@'%%' discard old password".formatted(USER)
                : "drop user '%s'@'%%'".formatted(USER));
  }

  /** Those that are open go on with the old one; from here on each has signed in anew. */
  private void cutConnections(String user) throws SQLException {
    mailServer.stop();
    mailServer.start();
    List<Long> open =
        rows().ids("select id from information_schema.processlist where user = ?", user);
    rows().execute(open.stream().map("kill %d"::formatted).toArray(String[]::new));
  }

  private Rows rows() {
    return Rows.asAdministrator(stack.database().port());
  }

  private Map<String, String> environment(Map<String, String> changed) {
    return ScaledTimes.with(
        stack.environment(),
        Map.of(
            "SMTP_PORT",
            Integer.toString(mailServer.port()),
            "SMTP_USERNAME",
            "first",
            "SMTP_PASSWORD",
            "secret"),
        changed);
  }
}
