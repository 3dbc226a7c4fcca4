package io.github.registrationmail.mail;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.database.BatchOrAlone;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.JsonRows;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.dispatch.Transition;
import io.github.registrationmail.events.Events;
import io.github.registrationmail.text.OneLine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Claims by conditional UPDATE: of all who ask for an attempt, one gets it. Deliveries that arrive
 * together are claimed together; rows are always locked in the order of their ids, and found by
 * them only: by the index of the states MariaDB would lock the rows of others as well.
 */
@Singleton
class ClaimRepository {

  /**
   * None before its time, by MySQL's clock, which set it: whoever may write to the exchange could
   * use up the attempts of a mail in a moment. One that is asked for again, because the answer was
   * lost, gets its whole lease again.
   */
  private static final String CLAIM =
      """
      update json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        attempt int path '$.attempt',
        token bigint path '$.token')) as wanted
      straight_join registration force index (primary)
        on registration.id = wanted.id and registration.attempt = wanted.attempt
      set mail_state = 'SENDING', claim = wanted.token,
        sweep_at = utc_timestamp(3) + interval ? microsecond
      where (mail_state %s
          and due_at <= utc_timestamp(3) + interval ? microsecond)
        or (mail_state = 'SENDING' and claim = wanted.token)
      """
          .formatted(Transition.CLAIMED.condition());

  private static final String READ =
      """
      select registration.id, email, name, locale, registered_at, template, data,
        validated, mail_state, claim, earlier
      from json_table(?, '$[*]' columns (id bigint unsigned path '$.id')) as wanted
      straight_join registration force index (primary) on registration.id = wanted.id
      """;

  /**
   * Marks the mail SENT, whoever holds the claim by now and whichever attempt is due: it is out.
   * Only one that an operator has asked for since is another mail.
   */
  private static final String SENT =
      """
      update json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        earlier int path '$.earlier',
        reply varchar(500) character set utf8mb4 path '$.reply')) as accepted
      straight_join registration force index (primary)
        on registration.id = accepted.id and registration.earlier = accepted.earlier
      set mail_state = 'SENT', claim = null, sent_at = utc_timestamp(3), sweep_at = null,
        registration.reply = accepted.reply, failure_reason = null, failed_at = null
      where mail_state %s
      """
          .formatted(Transition.ACCEPTED.condition());

  /** One wish for a claim. */
  private record Wanted(long userId, int attempt, long token) {
    JsonObject json() {
      return new JsonObject().put("id", userId).put("attempt", attempt).put("token", token);
    }
  }

  /** What the column takes of a reply. */
  private static final int LONGEST = 500;

  /**
   * One mail that is out.
   *
   * @param earlier tells its sending from others
   */
  private record Accepted(long userId, int earlier, String reply) {
    JsonObject json() {
      return new JsonObject()
          .put("id", userId)
          .put("earlier", earlier)
          .put("reply", reply.isEmpty() ? null : reply);
    }
  }

  /**
   * What a message may be early. It is published after its due time is written, so that it comes
   * late by the way it took; only a sweep's delay, cut to milliseconds, or a clock that is set back
   * by less than this lets it come early.
   */
  static final long EARLY_MICROS = 50_000;

  private final Database database;
  private final Duration lease;
  private final Events events;
  private final BatchOrAlone<Wanted, Claim> claims;
  private final BatchOrAlone<Accepted, Boolean> sent;

  ClaimRepository(Database database, MailConfig config, Events events, BatchConfig batch) {
    this.database = database;
    this.events = events;
    this.lease = config.lease();
    this.claims = new BatchOrAlone<>(batch, this::claim);
    this.sent = new BatchOrAlone<>(batch, this::markSent);
  }

  /** A token for one delivery; asking again with the same one is harmless. */
  static long newToken() {
    return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
  }

  /** The claim is read back, so that it counts even if the answer to the UPDATE was lost. */
  Uni<Claim> claim(long userId, int attempt, long token) {
    return claims.submit(new Wanted(userId, attempt, token));
  }

  /**
   * Writes down that the mail server has accepted the mail.
   *
   * @param reply what it said, of which the column takes 500 characters
   */
  Uni<Void> markSent(ClaimedMail mail, String reply) {
    Accepted accepted = new Accepted(mail.userId(), mail.earlier(), OneLine.of(reply, LONGEST));
    return sent.submit(accepted).replaceWithVoid();
  }

  private Uni<List<Claim>> claim(List<Wanted> wanted) {
    long startBefore = Lease.startBefore(lease);
    String json = JsonRows.of(wanted, Wanted::userId, Wanted::json);
    return database
        .execute(CLAIM, Tuple.of(json, MICROSECONDS.convert(lease), EARLY_MICROS))
        .chain(ignored -> database.execute(READ, Tuple.of(json)))
        .map(ClaimRepository::byId)
        .map(found -> wanted.stream().map(one -> claim(one, found, startBefore)).toList());
  }

  private Uni<List<Boolean>> markSent(List<Accepted> mails) {
    String json = JsonRows.of(mails, Accepted::userId, Accepted::json);
    List<Long> ids = mails.stream().map(Accepted::userId).sorted().toList();
    return events
        .moving(MailState.SENT, ids, SENT, Tuple.of(json))
        .replaceWith(Collections.nCopies(mails.size(), true));
  }

  private static Map<Long, Row> byId(RowSet<Row> rows) {
    Map<Long, Row> byId = new HashMap<>();
    rows.forEach(row -> byId.put(row.getLong("id"), row));
    return byId;
  }

  private static Claim claim(Wanted wanted, Map<Long, Row> found, long startBefore) {
    Row row = found.get(wanted.userId());
    if (row == null) {
      return new Claim.Unknown();
    }
    Long holder = row.getLong("claim");
    if (holder == null || holder != wanted.token()) {
      return new Claim.Stale(MailState.valueOf(row.getString("mail_state")));
    }
    return new Claim.Claimed(
        new ClaimedMail(
            wanted.userId(),
            wanted.attempt(),
            row.getInteger("earlier"),
            wanted.token(),
            row.getString("email"),
            row.getString("name"),
            row.getString("locale"),
            ResultRows.instant(row, "registered_at").orElseThrow(),
            row.getString("template"),
            Optional.ofNullable(row.getString("data")),
            row.getInteger("validated") == 1),
        new Lease(startBefore));
  }
}
