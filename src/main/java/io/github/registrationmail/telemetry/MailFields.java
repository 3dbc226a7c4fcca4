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
  private static final Field USER = Field.after("userId", "user ");
  private static final Field ATTEMPT = Field.after("attempt", "attempt ");

  @Override
  public boolean isLoggable(LogRecord line) {
    if (line instanceof ExtLogRecord record && record.getLoggerName().startsWith(OURS)) {
      String text = record.getFormattedMessage();
      USER.put(record, text);
      ATTEMPT.put(record, text);
    }
    return true;
  }

  /** A field with the number that stands after a word. */
  private record Field(String name, String word, Pattern pattern) {

    static Field after(String name, String word) {
      return new Field(name, word, Pattern.compile("\\b" + word + "(\\d+)\\b"));
    }

    /** Looks from the word on: in most lines there is nothing before it, or it is not there. */
    void put(ExtLogRecord record, String text) {
      int first = text.indexOf(word);
      if (first >= 0) {
        Matcher value = pattern.matcher(text);
        if (value.find(first)) {
          record.putMdc(name, value.group(1));
        }
      }
    }
  }
}
