package io.github.registrationmail.retry;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.database.BatchOrAlone;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.JsonRows;
import io.github.registrationmail.dispatch.SweepConfig;
import io.github.registrationmail.retry.Decision.NotOurs;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Commits a failure, the decision about it and the next due time in one transaction, under the
 * claim of the attempt: a failure that is delivered twice counts once. Those that happen together
 * are committed together; if MySQL refuses that, each is committed alone.
 */
@Singleton
class FailureRepository {

  /**
   * The failures under claims that still hold, locked. The count of one that is used up would
   * change no row, see {@link UserNotify}. The list is a table of its own, because MySQL locks no
   * rows of a {@code json_table}.
   */
  private static final String LOCK =
      """
      select registration.claim,
        coalesce(user_notify.isdone = 1 and user_notify.notifynum = ?, 0) as used_up
      from (select * from json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        attempt int path '$.attempt',
        claim bigint path '$.claim')) as listed) as failed
      straight_join registration
        on registration.id = failed.id and registration.attempt = failed.attempt
          and registration.claim = failed.claim
      left join user_notify on user_notify.user_id = registration.id
      where registration.mail_state = 'SENDING'
      for update
      """;

  private static final String MOVE =
      """
      update json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        next int path '$.next',
        reason varchar(1000) character set utf8mb4 path '$.reason',
        delay_us bigint unsigned path '$.delay_us')) as failed
      straight_join registration on registration.id = failed.id
      set mail_state = if(failed.delay_us is null, 'FAILED', 'RETRYING'),
        registration.attempt = failed.next,
        claim = null,
        swept = if(failed.delay_us is null, swept, 0),
        last_error = failed.reason,
        due_at = if(failed.delay_us is null, due_at,
          utc_timestamp(3) + interval failed.delay_us microsecond),
        sweep_at = if(failed.delay_us is null, null,
          utc_timestamp(3) + interval failed.delay_us + ? microsecond)
      """;

  private static final String RECORD =
      """
      insert into mail_failure(user_id, attempt, failed_at, reason, next_delay_ms, counted)
      select id, attempt, utc_timestamp(3), reason, delay_us div 1000, counted
      from json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        attempt int path '$.attempt',
        counted int path '$.counted',
        reason varchar(1000) character set utf8mb4 path '$.reason',
        delay_us bigint unsigned path '$.delay_us')) as failed
      """;

  private final Database database;
  private final UserNotify userNotify;
  private final RetryPolicy policy;
  private final BatchOrAlone<FailedAttempt, Decision> failures;
  private final int maxFailures;
  private final long graceMicros;

  FailureRepository(
      Database database,
      UserNotify userNotify,
      RetryPolicy policy,
      RetryConfig config,
      BatchConfig batch,
      SweepConfig sweep) {
    this.database = database;
    this.userNotify = userNotify;
    this.policy = policy;
    this.failures = new BatchOrAlone<>(batch, this::commit);
    this.maxFailures = config.maxFailures();
    this.graceMicros = MICROSECONDS.convert(sweep.grace());
  }

  Uni<Decision> commit(FailedAttempt failed) {
    return failures.submit(failed);
  }

  /** A decision for each, in their order. */
  Uni<List<Decision>> commit(List<FailedAttempt> failed) {
    return database.transaction(
        connection ->
            lock(connection, failed)
                .map(usedUp -> failed.stream().map(one -> decide(one, usedUp)).toList())
                .call(decided -> write(connection, decided))
                .map(decided -> decided.stream().map(Decided::decision).toList()));
  }

  private Uni<Map<Long, Boolean>> lock(SqlConnection connection, List<FailedAttempt> failed) {
    String json = JsonRows.of(failed, FailedAttempt::userId, FailureRepository::claim);
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(maxFailures, json))
        .map(FailureRepository::usedUpByClaim);
  }

  private static JsonObject claim(FailedAttempt failed) {
    return new JsonObject()
        .put("id", failed.userId())
        .put("attempt", failed.attempt())
        .put("claim", failed.claim());
  }

  private static Map<Long, Boolean> usedUpByClaim(RowSet<Row> rows) {
    Map<Long, Boolean> usedUp = new HashMap<>();
    rows.forEach(row -> usedUp.put(row.getLong("claim"), row.getInteger("used_up") == 1));
    return usedUp;
  }

  private Decided decide(FailedAttempt failed, Map<Long, Boolean> usedUpByClaim) {
    Boolean usedUp = usedUpByClaim.get(failed.claim());
    return new Decided(failed, usedUp == null ? new NotOurs() : policy.decide(failed, !usedUp));
  }

  private Uni<Void> write(SqlConnection connection, List<Decided> decided) {
    String ours = json(decided, Decided::isOurs);
    return userNotify
        .countTogether(
            connection, json(decided, one -> one.isOurs() && policy.counts(one.failed())))
        .chain(() -> end(connection, decided))
        .chain(() -> connection.preparedQuery(MOVE).execute(Tuple.of(ours, graceMicros)))
        .chain(() -> connection.preparedQuery(RECORD).execute(Tuple.of(ours)))
        .replaceWithVoid();
  }

  private Uni<Void> end(SqlConnection connection, List<Decided> decided) {
    return decided.stream().anyMatch(Decided::isGivenUp)
        ? userNotify.end(connection, json(decided, Decided::isGivenUp))
        : Uni.createFrom().voidItem();
  }

  private static String json(List<Decided> decided, Predicate<Decided> which) {
    return JsonRows.of(
        decided.stream().filter(which).toList(), one -> one.failed().userId(), Decided::json);
  }
}
