package io.github.registrationmail.mail;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.JsonRows;
import io.github.registrationmail.dispatch.Transition;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.mysqlclient.MySQLException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Renews the claims that a process holds, and gives back those that it will not use. */
@Singleton
class LeaseRepository {

  /** Also one whose lease has run out, as long as nobody has taken the mail over. */
  private static final String RENEW =
      """
      update json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        claim bigint path '$.claim')) as held
      straight_join registration
        on registration.id = held.id and registration.claim = held.claim
      set sweep_at = utc_timestamp(3) + interval ? microsecond
      where mail_state %s
      """
          .formatted(Transition.RENEWED.condition());

  private static final String HELD =
      """
      select registration.claim
      from json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        claim bigint path '$.claim')) as held
      straight_join registration
        on registration.id = held.id and registration.claim = held.claim
      where mail_state %s
      """
          .formatted(Transition.RENEWED.condition());

  /** PENDING, because no message of the attempt is with the broker. */
  private static final String GIVE_BACK =
      """
      update json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        claim bigint path '$.claim')) as held
      straight_join registration
        on registration.id = held.id and registration.claim = held.claim
      set mail_state = 'PENDING', registration.claim = null, sweep_at = utc_timestamp(3)
      where mail_state %s
      """
          .formatted(Transition.GIVEN_BACK.condition());

  private static final int ALONE_AT_ONCE = 8;

  private final Database database;

  LeaseRepository(Database database) {
    this.database = database;
  }

  /**
   * Lets these claims hold for a whole lease from now on. Returns the tokens of those that do; when
   * MySQL refuses all because of one, whose row somebody has locked, each is renewed alone.
   */
  Uni<Set<Long>> renew(List<ClaimedMail> mails, Duration lease) {
    return together(mails, lease)
        .onFailure(LeaseRepository::isRefused)
        .recoverWithUni(() -> alone(mails, lease));
  }

  /** Moves these mails to where the next sweep of any replica sends them. */
  Uni<Void> giveBack(List<ClaimedMail> mails) {
    return database.execute(GIVE_BACK, Tuple.of(json(mails))).replaceWithVoid();
  }

  /** MySQL answers: it is not away. */
  private static boolean isRefused(Throwable failure) {
    return failure instanceof MySQLException || failure.getCause() instanceof MySQLException;
  }

  private Uni<Set<Long>> together(List<ClaimedMail> mails, Duration lease) {
    String json = json(mails);
    return database
        .execute(RENEW, Tuple.of(json, MICROSECONDS.convert(lease)))
        .chain(
            renewed ->
                renewed.rowCount() == mails.size()
                    ? Uni.createFrom().item(tokens(mails))
                    : database.execute(HELD, Tuple.of(json)).map(LeaseRepository::tokens));
  }

  private Uni<Set<Long>> alone(List<ClaimedMail> mails, Duration lease) {
    return Multi.createFrom()
        .iterable(mails)
        .onItem()
        .transformToUni(
            mail -> together(List.of(mail), lease).onFailure().recoverWithItem(Set.of()))
        .merge(ALONE_AT_ONCE)
        .collect()
        .in(HashSet::new, Set::addAll);
  }

  private static Set<Long> tokens(List<ClaimedMail> mails) {
    return mails.stream().map(ClaimedMail::claim).collect(Collectors.toSet());
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
