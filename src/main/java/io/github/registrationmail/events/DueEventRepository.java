package io.github.registrationmail.events;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.JsonRows;
import io.github.registrationmail.database.ResultRows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The events that are still to be told. */
@Singleton
class DueEventRepository {

  /** Of each registration only the first, so that none overtakes another. */
  private static final String NEXT =
      """
      select id, user_id, type, attempt, template, reason, happened_at, tried
      from due_event force index (due_event_next)
      where sink = ? and due_at <= utc_timestamp(3)
        and id = (
          select min(id) from due_event as earlier
          where earlier.user_id = due_event.user_id and earlier.sink = due_event.sink)
      order by due_at
      limit ?
      """;

  private static final String TOLD =
      """
      delete due_event
      from json_table(?, '$[*]' columns (id bigint unsigned path '$')) as told
      straight_join due_event force index (primary) on due_event.id = told.id
      """;

  private static final String PUT_OFF =
      """
      update json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        reason varchar(500) character set utf8mb4 path '$.reason',
        delay_us bigint unsigned path '$.delay_us')) as refused
      straight_join due_event force index (primary) on due_event.id = refused.id
      set due_at = utc_timestamp(3) + interval refused.delay_us microsecond,
        tried = if(tried < 65535, tried + 1, tried), last_error = refused.reason
      """;

  private final Database database;

  DueEventRepository(Database database) {
    this.database = database;
  }

  /** By the clock of MySQL, by which events happened. */
  Instant now() {
    return database.now();
  }

  /** Those whose turn it is, at most so many, the longest due first. */
  Uni<List<DueEvent>> next(Sink sink, int limit) {
    return database.execute(NEXT, Tuple.of(sink.key(), limit)).map(DueEventRepository::events);
  }

  /** They need not be told any more. */
  Uni<Void> told(List<DueEvent> events) {
    JsonArray rows = new JsonArray(events.stream().map(DueEvent::row).sorted().toList());
    return events.isEmpty()
        ? Uni.createFrom().voidItem()
        : database.execute(TOLD, Tuple.of(rows.encode())).replaceWithVoid();
  }

  /** They are told again later. */
  Uni<Void> putOff(List<PutOff> events) {
    return events.isEmpty()
        ? Uni.createFrom().voidItem()
        : database
            .execute(PUT_OFF, Tuple.of(JsonRows.of(events, PutOff::row, PutOff::json)))
            .replaceWithVoid();
  }

  private static List<DueEvent> events(RowSet<Row> rows) {
    return ResultRows.all(rows, DueEventRepository::event);
  }

  private static DueEvent event(Row row) {
    return new DueEvent(
        row.getLong("id"),
        row.getLong("user_id"),
        row.getString("type"),
        Optional.ofNullable(row.getInteger("attempt")),
        Optional.ofNullable(row.getString("template")),
        Optional.ofNullable(row.getString("reason")),
        ResultRows.instant(row, "happened_at").orElseThrow(),
        row.getInteger("tried"));
  }
}
