package io.github.registrationmail.database;

/** MySQL could not be reached, or did not answer in time: nothing is wrong with the statement. */
public final class DatabaseUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseUnavailable(Throwable cause) {
    super("MySQL cannot be reached: " + cause, cause);
  }
}
