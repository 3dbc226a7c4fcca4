package io.github.registrationmail.database;

import java.time.Duration;
import java.util.List;

/**
 * What each of our sessions is set to. The statements mean what they say only with these, and an
 * administrator may have set any of them otherwise for the whole server.
 */
final class Session {

  /** As MySQL 8 has it by default, but for the restriction on GROUP BY. */
  static final String SQL_MODE =
      "STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
          + "NO_ENGINE_SUBSTITUTION";

  private static final String CHARACTERS = "set names utf8mb4 collate utf8mb4_bin";
  private static final String TRANSACTIONS =
      "set session transaction isolation level read committed, read write";
  private static final String READING =
      "set session transaction isolation level read committed, read only";

  /** MariaDB counts in seconds, MySQL in milliseconds, and each reads past the other's comment. */
  private static final String LIMIT =
      "set session /*M! max_statement_time = %d.%03d */ /*!80000 max_execution_time = %d */";

  private static final String MEANING =
      """
      set session sql_mode = '%s',
        time_zone = '+00:00', autocommit = 1, sql_safe_updates = 0, sql_big_selects = 1,
        sql_select_limit = 18446744073709551615, innodb_lock_wait_timeout = 1, wait_timeout = %d
      """;

  private Session() {}

  /**
   * The statements that begin a session.
   *
   * @param silence after which MySQL gives it up
   */
  static List<String> beginning(Duration silence) {
    return List.of(CHARACTERS, TRANSACTIONS, meaning(silence));
  }

  /**
   * The same for a session that only reads.
   *
   * @param limit after which the server itself ends a statement
   */
  static List<String> reading(Duration silence, Duration limit) {
    String ended = LIMIT.formatted(limit.toSeconds(), limit.toMillisPart(), limit.toMillis());
    return List.of(CHARACTERS, READING, ended, meaning(silence));
  }

  private static String meaning(Duration silence) {
    return MEANING.formatted(SQL_MODE, silence.toSeconds());
  }
}
