package io.github.registrationmail.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import java.io.IOException;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

/** The fields that a line of the production log gets. */
class MailFieldsTest {

  private static final String OURS = "io.github.registrationmail.mail.MailLog";

  private final MailFields filter = new MailFields();

  @Test
  void areUserAndAttemptOfALineAboutAMail() {
    assertEquals(
        Map.of("userId", "7", "attempt", "2"),
        fields(OURS, "user %d: mail sent, attempt %d", 7L, 2));
    assertEquals(
        Map.of("userId", "7", "attempt", "2"),
        fields(OURS, "%s%% %n of user %d (%s), attempt %d", "100", 7L, "why", 2));
    assertEquals(Map.of("userId", "7"), fields(OURS, "user %d: cancelled", 7L));
  }

  @Test
  void areNoneInOtherLines() {
    assertEquals(Map.of(), fields(OURS, "sending goes on"));
    assertEquals(Map.of(), fields(OURS, "sending goes on after %d s", 3));
    assertEquals(Map.of(), fields("org.example", "user %d: mail sent, attempt %d", 7L, 2));
  }

  @Test
  void areNotPutIntoTheNoiseOfLibraries() {
    Promise<Void> promise = Promise.promise();
    promise.fail("away");
    var twice = assertThrows(IllegalStateException.class, () -> promise.fail("away"));
    assertFalse(filter.isLoggable(thrown(twice)));
    assertFalse(filter.isLoggable(thrown(new IOException("Unknown consumerTag"))));
    assertTrue(filter.isLoggable(thrown(new IOException("Connection reset"))));
    assertTrue(filter.isLoggable(thrown(new IllegalStateException("Result is already complete"))));
  }

  private static ExtLogRecord thrown(Exception failure) {
    ExtLogRecord line = new ExtLogRecord(Level.ERROR, "Uncaught", MailFieldsTest.class.getName());
    line.setLoggerName("io.quarkus.vertx.core.runtime.VertxCoreRecorder");
    line.setThrown(failure);
    return line;
  }

  @Test
  void areNeverReadFromTheText() {
    assertEquals(Map.of(), fields(OURS, "message %s: dead-lettered", "user 1: attempt 1"));
    assertEquals(Map.of(), fields(OURS, "user %s: dead-lettered", "1"));
    assertEquals(Map.of(), fields(OURS, "user 1: mail sent, attempt 1"));
    assertEquals(
        Map.of("userId", "7"), fields(OURS, "user %d: failed (%s)", 7L, "user 1, attempt 1"));
  }

  private Map<String, String> fields(String logger, String pattern, Object... values) {
    ExtLogRecord line =
        new ExtLogRecord(
            Level.INFO,
            pattern,
            values.length == 0 ? FormatStyle.NO_FORMAT : FormatStyle.PRINTF,
            getClass().getName());
    line.setLoggerName(logger);
    line.setParameters(values.length == 0 ? null : values);
    assertTrue(filter.isLoggable(line));
    return line.getMdcCopy();
  }
}
