package io.github.registrationmail.telemetry;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Gives each log line about a mail the fields {@code userId} and {@code attempt} beside its text.
 * They are read from the line itself ("user 7: mail sent, attempt 1"), which names them wherever it
 * is written: a thread's MDC would be lost, or worse kept, where a time limit changes the thread.
 */
@LoggingFilter(name = "mail-fields")
final class MailFields implements Filter {

  private static final String OURS = "io.github.registrationmail.";
  private static final Pattern USER = Pattern.compile("\\buser (\\d+)\\b");
  private static final Pattern ATTEMPT = Pattern.compile("\\battempt (\\d+)\\b");

  @Override
  public boolean isLoggable(LogRecord line) {
    if (line instanceof ExtLogRecord record && record.getLoggerName().startsWith(OURS)) {
      String text = record.getFormattedMessage();
      put(record, "userId", text, "user ", USER);
      put(record, "attempt", text, "attempt ", ATTEMPT);
    }
    return true;
  }

  /** Looks from the word on: in most lines there is nothing before it, or it is not there. */
  private static void put(
      ExtLogRecord record, String field, String text, String word, Pattern pattern) {
    int first = text.indexOf(word);
    if (first >= 0) {
      Matcher value = pattern.matcher(text);
      if (value.find(first)) {
        record.putMdc(field, value.group(1));
      }
    }
  }
}
