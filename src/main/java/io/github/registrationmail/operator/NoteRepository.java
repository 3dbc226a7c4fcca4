package io.github.registrationmail.operator;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.audit.Audit;
import io.github.registrationmail.audit.NewAction;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.text.Addresses;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of what operators have noted about reasons, one of each at most. */
@Singleton
class NoteRepository {

  private static final String FIND =
      """
      select wanted.reason, note, who, at
      from json_table(?, '$[*]' columns (
        reason varchar(160) character set utf8mb4 path '$')) as wanted
      straight_join reason_note on reason_note.reason = wanted.reason
      """;

  private static final String WRITE =
      """
      insert into reason_note(reason, note, who, at) values (?, ?, ?, utc_timestamp(3))
      on duplicate key update note = values(note), who = values(who), at = values(at)
      """;

  private static final String DELETE = "delete from reason_note where reason = ?";

  private final Database database;
  private final Reads reads;
  private final Audit audit;

  NoteRepository(Database database, Reads reads, Audit audit) {
    this.database = database;
    this.reads = reads;
    this.audit = audit;
  }

  /** Those of these reasons, by their reasons. */
  Uni<Map<String, ReasonNote>> of(List<String> reasons) {
    return reasons.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : reads.rows(FIND, Tuple.of(new JsonArray(reasons).encode())).map(NoteRepository::notes);
  }

  /** Takes the place of one that there is. */
  Uni<Void> write(String reason, String note, String who) {
    NewAction action = action(reason, who);
    return database.transaction(
        connection ->
            connection
                .preparedQuery(WRITE)
                .execute(Tuple.of(reason, note, action.who()))
                .chain(() -> audit.record(connection, action)));
  }

  /** Whether there was one. */
  Uni<Boolean> delete(String reason, String who) {
    NewAction action = action(reason, who);
    return database.transaction(
        connection ->
            connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(reason))
                .map(result -> result.rowCount() == 1)
                .call(
                    deleted ->
                        deleted ? audit.record(connection, action) : Uni.createFrom().voidItem()));
  }

  /** A reason names no address; whoever makes the call may have written one nevertheless. */
  private static NewAction action(String reason, String who) {
    String filter = "reason=" + URLEncoder.encode(Addresses.hidden(reason), StandardCharsets.UTF_8);
    return NewAction.of(who, ActionKind.NOTE, filter, 0);
  }

  private static Map<String, ReasonNote> notes(RowSet<Row> rows) {
    Map<String, ReasonNote> notes = new HashMap<>();
    rows.forEach(row -> notes.put(row.getString("reason"), note(row)));
    return notes;
  }

  private static ReasonNote note(Row row) {
    return new ReasonNote(
        row.getString("note"), row.getString("who"), ResultRows.instant(row, "at").orElseThrow());
  }
}
