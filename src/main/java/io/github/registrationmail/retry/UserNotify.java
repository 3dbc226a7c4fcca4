package io.github.registrationmail.retry;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/**
 * Counts the failures of a user's mail, one upsert each. Affected rows tell what it did: 1
 * inserted, 2 changed, 0 already done, which means no further mail (the client reports the 0 only
 * with {@code use-affected-rows=true}).
 */
@Singleton
class UserNotify {

  /** MySQL evaluates it left to right: the second line sees the counter of the first. */
  static final String COUNT =
      """
      insert into user_notify(user_id, updatetime) values (?, now())
      on duplicate key update
        notifynum  = if(isdone = 1, notifynum, notifynum + 1),
        isdone     = if(notifynum = ?, 1, 0),
        updatetime = if(isdone = 1, updatetime, now())
      """;

  private static final String COUNT_AND_END =
      """
      insert into user_notify(user_id, isdone, updatetime) values (?, 1, now())
      on duplicate key update
        notifynum  = if(isdone = 1, notifynum, notifynum + 1),
        updatetime = if(isdone = 1, updatetime, now()),
        isdone     = 1
      """;

  private final int maxFailures;

  UserNotify(RetryConfig config) {
    this.maxFailures = config.maxFailures();
  }

  /** Counts one failure; whether a further mail may follow. */
  Uni<Boolean> count(SqlConnection connection, long userId) {
    return connection
        .preparedQuery(COUNT)
        .execute(Tuple.of(userId, maxFailures))
        .map(result -> result.rowCount() > 0);
  }

  /** Counts one failure that is the last. */
  Uni<Boolean> countAndEnd(SqlConnection connection, long userId) {
    return connection.preparedQuery(COUNT_AND_END).execute(Tuple.of(userId)).replaceWith(false);
  }
}
