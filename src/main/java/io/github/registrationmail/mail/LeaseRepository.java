package io.github.registrationmail.mail;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.JsonRows;
import io.github.registrationmail.dispatch.Transition;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Renews the claims that a process holds, and gives back those that it will not use. */
@Singleton
class LeaseRepository {

  /**
   * The claims that still hold, also those whose lease has run out while nobody took the mail over.
   * A row that somebody has locked is left out: the sweep leaves it out as well, and the others are
   * not to wait for it. The list is a table of its own, because MySQL locks no rows of a {@code
   * json_table}.
   */
  private static final String HELD =
      """
      select registration.id, registration.claim
      from (select * from json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        claim bigint path '$.claim')) as listed) as held
      straight_join registration force index (primary)
        on registration.id = held.id and registration.claim = held.claim
      where mail_state %s
      for update skip locked
      """
          .formatted(Transition.RENEWED.condition());

  private static final String RENEW =
      """
      update json_table(?, '$[*]' columns (id bigint unsigned path '$.id')) as held
      straight_join registration force index (primary) on registration.id = held.id
      set sweep_at = utc_timestamp(3) + interval ? microsecond
      where mail_state %s
      """
          .formatted(Transition.RENEWED.condition());

  /** The rows become PENDING: no message of the attempt is with the broker. */
  private static final String GIVE_BACK =
      """
      update json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        claim bigint path '$.claim')) as held
      straight_join registration force index (primary)
        on registration.id = held.id and registration.claim = held.claim
      set mail_state = 'PENDING', registration.claim = null, sweep_at = utc_timestamp(3)
      where mail_state %s
      """
          .formatted(Transition.GIVEN_BACK.condition());

  private final Database database;

  LeaseRepository(Database database) {
    this.database = database;
  }

  /** Lets these claims hold for a whole lease from now on. Returns the tokens of those that do. */
  Uni<Set<Long>> renew(List<ClaimedMail> mails, Duration lease) {
    return database.transaction(
        connection ->
            connection
                .preparedQuery(HELD)
                .execute(Tuple.of(json(mails)))
                .call(held -> renew(connection, held, lease))
                .map(LeaseRepository::tokens));
  }

  private static Uni<Void> renew(SqlConnection connection, RowSet<Row> held, Duration lease) {
    List<Long> ids = new ArrayList<>(held.size());
    held.forEach(row -> ids.add(row.getLong("id")));
    if (ids.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String json = JsonRows.of(ids, id -> id, id -> new JsonObject().put("id", id));
    return connection
        .preparedQuery(RENEW)
        .execute(Tuple.of(json, MICROSECONDS.convert(lease)))
        .replaceWithVoid();
  }

  /** Moves these mails to where the next sweep of any replica sends them. */
  Uni<Void> giveBack(List<ClaimedMail> mails) {
    return database.execute(GIVE_BACK, Tuple.of(json(mails))).replaceWithVoid();
  }

  private static Set<Long> tokens(RowSet<Row> rows) {
    Set<Long> tokens = new HashSet<>();
    rows.forEach(row -> tokens.add(row.getLong("claim")));
    return tokens;
  }

  private static String json(List<ClaimedMail> mails) {
    return JsonRows.of(
        mails,
        ClaimedMail::userId,
        mail -> new JsonObject().put("id", mail.userId()).put("claim", mail.claim()));
  }
}
