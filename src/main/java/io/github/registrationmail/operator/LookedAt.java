package io.github.registrationmail.operator;

import io.github.registrationmail.database.ResultRows;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.List;

/**
 * Registrations that were looked at in the order of their ids.
 *
 * @param old those of them that are past their age
 * @param last the last of them, 0 if there was none
 * @param isEnd whether none follows
 */
record LookedAt(List<Long> old, long last, boolean isEnd) {

  private record Seen(long id, boolean isOld) {}

  /**
   * Up to the last old one that may be erased at once.
   *
   * @param asked how many rows were asked for
   * @param limit how many may be erased at once
   */
  static LookedAt of(RowSet<Row> rows, int asked, int limit) {
    List<Seen> seen =
        ResultRows.all(rows, row -> new Seen(row.getLong("id"), row.getInteger("is_old") == 1));
    List<Long> old = seen.stream().filter(Seen::isOld).map(Seen::id).limit(limit).toList();
    if (old.size() == limit) {
      return new LookedAt(old, old.get(limit - 1), false);
    }
    return seen.isEmpty()
        ? new LookedAt(old, 0, true)
        : new LookedAt(old, seen.get(seen.size() - 1).id(), seen.size() < asked);
  }
}
