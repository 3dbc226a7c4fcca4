package io.github.registrationmail.database;

import io.vertx.mysqlclient.MySQLException;
import org.jspecify.annotations.Nullable;

/**
 * MySQL could not be reached, did not answer in time or does not let us: nothing is wrong with the
 * statement.
 */
public final class DatabaseUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseUnavailable(Throwable cause) {
    super(
        isRefusal(cause) ? "MySQL refuses: " + cause : "MySQL cannot be reached: " + cause, cause);
  }

  /** MySQL is there, and has said no to all, not only to one row that somebody has locked. */
  boolean isRefusal() {
    return getCause() instanceof MySQLException answer
        && !Refusal.isOfOneRow(answer.getErrorCode(), answer.getSqlState());
  }

  /** MySQL is there, and has ended a statement that read too much. */
  public boolean isTooSlow() {
    return getCause() instanceof MySQLException answer
        && Refusal.isOutOfTime(answer.getErrorCode());
  }

  private static boolean isRefusal(@Nullable Throwable cause) {
    return cause instanceof MySQLException;
  }
}
