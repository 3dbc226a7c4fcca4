package io.github.registrationmail.invariant;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.Stream;

/**
 * Goes through rows from the oldest to the newest, so many at each look, again and again; with each
 * look it also takes as many of the newest. So what it reads does not grow with the table.
 */
final class Walk {

  /** Rows, from an index. */
  static final int STEP = 250;

  static final String NEXT_MAILS =
      """
      select id from registration force index (registration_state)
      where mail_state = ? and id > ?
      order by id
      limit ?
      """;

  static final String NEWEST_MAILS =
      """
      select id from registration force index (registration_state)
      where mail_state = ?
      order by id desc
      limit ?
      """;

  static final String NEXT_EVENTS =
      """
      select id from due_event force index (due_event_oldest)
      where sink = ? and id > ?
      order by id
      limit ?
      """;

  static final String NEWEST_EVENTS =
      """
      select id from due_event force index (due_event_oldest)
      where sink = ?
      order by id desc
      limit ?
      """;

  private final Reads reads;
  private final String next;
  private final String newest;
  private final String which;
  private volatile long position;

  private Walk(Reads reads, String next, String newest, String which) {
    this.reads = reads;
    this.next = next;
    this.newest = newest;
    this.which = which;
  }

  /** Through the mails in one state. */
  static Walk mails(Reads reads, String state) {
    return new Walk(reads, NEXT_MAILS, NEWEST_MAILS, state);
  }

  /** Through the events that are due to one sink. */
  static Walk events(Reads reads, String sink) {
    return new Walk(reads, NEXT_EVENTS, NEWEST_EVENTS, sink);
  }

  /** Ids, some perhaps twice. */
  Uni<List<Long>> step() {
    return reads
        .execute(next, Tuple.of(which, position, STEP))
        .map(Walk::ids)
        .invoke(this::goOn)
        .chain(
            ids ->
                reads
                    .execute(newest, Tuple.of(which, STEP))
                    .map(rows -> Stream.concat(ids.stream(), ids(rows).stream()).toList()));
  }

  /** From the beginning when there are no more. */
  private void goOn(List<Long> ids) {
    position = ids.size() < STEP ? 0 : ids.get(STEP - 1);
  }

  private static List<Long> ids(RowSet<Row> rows) {
    return ResultRows.all(rows, row -> row.getLong("id"));
  }
}
