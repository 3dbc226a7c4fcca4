package io.github.registrationmail.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

/** The fields that a line of the production log gets. */
class MailFieldsTest {

  private final MailFields filter = new MailFields();

  @Test
  void areUserAndAttemptOfALineAboutAMail() {
    assertEquals(
        Map.of("userId", "7", "attempt", "2"),
        fields("io.github.registrationmail.mail.MailLog", "user 7: mail sent, attempt 2"));
  }

  @Test
  void areNoneInOtherLines() {
    assertEquals(Map.of(), fields("io.github.registrationmail.mail.Breaker", "sending goes on"));
    assertEquals(Map.of(), fields("org.example", "user 7: mail sent, attempt 2"));
  }

  private Map<String, String> fields(String logger, String text) {
    ExtLogRecord line = new ExtLogRecord(Level.INFO, text, getClass().getName());
    line.setLoggerName(logger);
    assertTrue(filter.isLoggable(line));
    return line.getMdcCopy();
  }
}
