package io.github.registrationmail.telemetry;

import io.quarkus.logging.LoggingFilter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Gives each log line about a mail the fields {@code userId} and {@code attempt} beside its text.
 * They are the numbers that the line was made with ("user %d: mail sent, attempt %d"), which it
 * names wherever it is written: a thread's MDC would be lost, or worse kept, where a time limit
 * changes the thread. The finished text is not read, because a part of it may be somebody else's.
 * What is only {@link Noise} it leaves out.
 */
@LoggingFilter(name = "mail-fields")
final class MailFields implements Filter {

  private static final String OURS = "io.github.registrationmail.";

  /** Kept for each pattern of a log line; there are as many as there are places that log. */
  private final Map<String, MailNumbers> numbers = new ConcurrentHashMap<>();

  @Override
  public boolean isLoggable(LogRecord line) {
    if (line instanceof ExtLogRecord record && isOurs(record) && record.getParameters() != null) {
      MailNumbers where = numbers.computeIfAbsent(record.getMessage(), MailNumbers::of);
      put(record, "userId", where.user());
      put(record, "attempt", where.attempt());
    }
    return !Noise.isOf(line);
  }

  private static boolean isOurs(ExtLogRecord record) {
    return record.getLoggerName().startsWith(OURS)
        && record.getFormatStyle() == ExtLogRecord.FormatStyle.PRINTF;
  }

  private static void put(ExtLogRecord record, String field, int place) {
    Object[] values = record.getParameters();
    if (place >= 0 && place < values.length && values[place] instanceof Number number) {
      record.putMdc(field, number.toString());
    }
  }
}
