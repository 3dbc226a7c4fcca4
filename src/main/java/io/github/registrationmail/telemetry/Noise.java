package io.github.registrationmail.telemetry;

import java.io.IOException;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Drops log lines of libraries that tell nobody anything: hundreds of stack traces in one restart
 * of a server, each of a failure that has been answered and logged where it belongs.
 */
final class Noise {

  private Noise() {}

  static boolean isOf(LogRecord line) {
    for (Throwable cause = line.getThrown(); cause != null; cause = cause.getCause()) {
      if (isAnsweredTwice(cause) || isCancelledTwice(cause)) {
        return true;
      }
    }
    return false;
  }

  /** The pool of Vert.x answers who waits for a connection, and again when the time is up. */
  private static boolean isAnsweredTwice(Throwable failure) {
    return failure instanceof IllegalStateException
        && is(failure, "Result is already complete")
        && isThrownBy(failure, "io.vertx.core.Promise");
  }

  /** The connector cancels a consumer that went with its connection. */
  private static boolean isCancelledTwice(Throwable failure) {
    return failure instanceof IOException && is(failure, "Unknown consumerTag");
  }

  private static boolean is(Throwable failure, String message) {
    @Nullable String text = failure.getMessage();
    return text != null && text.startsWith(message);
  }

  private static boolean isThrownBy(Throwable failure, String type) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().equals(type);
  }
}
