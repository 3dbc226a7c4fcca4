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
  private static final String ONE_MORE =
      """
      on duplicate key update
        notifynum  = if(isdone = 1, notifynum, notifynum + 1),
        isdone     = if(notifynum = ?, 1, 0),
        updatetime = if(isdone = 1, updatetime, now())
      """;

  private static final String USERS =
      "from json_table(?, '$[*]' columns (id bigint unsigned path '$.id')) as failed ";

  static final String COUNT =
      "insert into user_notify(user_id, updatetime) values (?, now()) " + ONE_MORE;

  private static final String COUNT_TOGETHER =
      "insert into user_notify(user_id, updatetime) select failed.id, now() " + USERS + ONE_MORE;

  private static final String END =
      """
      update json_table(?, '$[*]' columns (id bigint unsigned path '$.id')) as given_up
      straight_join user_notify on user_notify.user_id = given_up.id
      set isdone = 1
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

  /**
   * Counts one failure of each; which of them changes nothing, {@link FailuresTogether} has read
   * before, because affected rows are told for all at once.
   *
   * @param users a JSON array of objects with the {@code id}
   */
  Uni<Void> countTogether(SqlConnection connection, String users) {
    return connection
        .preparedQuery(COUNT_TOGETHER)
        .execute(Tuple.of(users, maxFailures))
        .replaceWithVoid();
  }

  /**
   * No further mail to these, whatever is counted.
   *
   * @param users a JSON array of objects with the {@code id}
   */
  Uni<Void> end(SqlConnection connection, String users) {
    return connection.preparedQuery(END).execute(Tuple.of(users)).replaceWithVoid();
  }
}
