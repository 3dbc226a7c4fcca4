package io.github.registrationmail.invariant;

import io.vertx.mutiny.sqlclient.Row;

/**
 * One row of which an invariant does not hold.
 *
 * @param row its id in its table
 * @param userId the registration that it is about
 */
record Violation(long row, long userId) {

  static Violation of(Row row) {
    return new Violation(row.getLong("id"), row.getLong("user_id"));
  }
}
