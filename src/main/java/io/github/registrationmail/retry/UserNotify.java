package io.github.registrationmail.retry;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts the failures of a user's mail, one upsert each. Affected rows tell what it did: 1
 * inserted, 2 changed, 0 already done, which means no further mail (the client reports the 0 only
 * with {@code use-affected-rows=true}).
 */
@Singleton
class UserNotify {

  /**
   * MySQL evaluates it left to right: the second line sees the counter of the first. Its {@code
   * now()} is UTC, as the session is.
   */
  static final String COUNT =
      """
      insert into user_notify(user_id, updatetime) values (?, now())
      on duplicate key update
        notifynum  = if(isdone = 1, notifynum, notifynum + 1),
        isdone     = if(notifynum = ?, 1, 0),
        updatetime = if(isdone = 1, updatetime, now())
      """;

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

  /** Counts one failure of each; returns those whose counter it has changed. */
  Uni<Set<Long>> count(SqlConnection connection, List<Long> users) {
    if (users.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    List<Long> ascending = users.stream().sorted().toList();
    return connection
        .preparedQuery(COUNT)
        .executeBatch(ascending.stream().map(user -> Tuple.of(user, maxFailures)).toList())
        .map(counted -> changed(ascending, counted));
  }

  /** There is a result for each, in their order. */
  private static Set<Long> changed(List<Long> users, RowSet<Row> results) {
    Set<Long> changed = new HashSet<>();
    RowSet<Row> result = results;
    for (Long user : users) {
      if (result.rowCount() > 0) {
        changed.add(user);
      }
      result = result.next();
    }
    return changed;
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
