package io.github.registrationmail.pause;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.audit.Audit;
import io.github.registrationmail.audit.NewAction;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.ResultRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The one row that is there while sending is paused. */
@Singleton
class PauseRepository {

  private static final String FIND = "select who, reason, since from sending_pause where id = 1";

  /** A pause that there is goes on since when it did, for another reason. */
  private static final String BEGIN =
      """
      insert into sending_pause(id, who, reason, since) values (1, ?, ?, utc_timestamp(3))
      on duplicate key update who = values(who), reason = values(reason)
      """;

  private static final String BEGIN_IF_NOT =
      """
      insert into sending_pause(id, who, reason, since) values (1, ?, ?, utc_timestamp(3))
      on duplicate key update id = sending_pause.id
      """;

  private static final String END = "delete from sending_pause where id = 1";

  private final Database database;
  private final Audit audit;

  PauseRepository(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /** Empty while sending goes on. */
  Uni<Optional<Paused>> find() {
    return database.execute(FIND).map(rows -> ResultRows.first(rows, PauseRepository::paused));
  }

  Uni<Void> begin(String who, String reason) {
    NewAction action = NewAction.of(who, ActionKind.PAUSE);
    return database.transaction(
        connection ->
            connection
                .preparedQuery(BEGIN)
                .execute(parameters(who, reason))
                .chain(() -> audit.record(connection, action)));
  }

  /** Leaves a pause that there is as it is. */
  Uni<Void> beginIfNot(String who, String reason) {
    return database.execute(BEGIN_IF_NOT, parameters(who, reason)).replaceWithVoid();
  }

  /** Whether it was this call that has ended it. */
  Uni<Boolean> end(String who) {
    NewAction action = NewAction.of(who, ActionKind.RESUME);
    return database.transaction(
        connection ->
            connection
                .preparedQuery(END)
                .execute()
                .map(result -> result.rowCount() == 1)
                .call(
                    ended ->
                        ended ? audit.record(connection, action) : Uni.createFrom().voidItem()));
  }

  private static Tuple parameters(String who, String reason) {
    return Tuple.of(Paused.name(who), Paused.words(reason));
  }

  private static Paused paused(Row row) {
    return new Paused(
        row.getString("who"),
        row.getString("reason"),
        ResultRows.instant(row, "since").orElseThrow());
  }
}
