package io.github.registrationmail.retry;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.JsonRows;
import io.github.registrationmail.dispatch.SweepConfig;
import io.github.registrationmail.retry.Decision.Again;
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

/** Commits many failures in one transaction, each as {@link FailureRepository} does it alone. */
@Singleton
class FailuresTogether {

  /**
   * The failures under claims that still hold, locked. The count of one that is used up would
   * change no row, see {@link UserNotify}.
   */
  private static final String LOCK =
      """
      select registration.claim,
        coalesce(user_notify.isdone = 1 and user_notify.notifynum = ?, 0) as used_up
      from json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        attempt int path '$.attempt',
        claim bigint path '$.claim')) as failed
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
        reason varchar(1000) path '$.reason',
        delay_us bigint unsigned path '$.delay_us')) as failed
      straight_join registration on registration.id = failed.id
      set mail_state = if(failed.delay_us is null, 'FAILED', 'RETRYING'),
        registration.attempt = registration.attempt + if(failed.delay_us is null, 0, 1),
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
      insert into mail_failure(user_id, attempt, failed_at, reason, next_delay_ms)
      select id, attempt, utc_timestamp(3), reason, delay_us div 1000
      from json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        attempt int path '$.attempt',
        reason varchar(1000) path '$.reason',
        delay_us bigint unsigned path '$.delay_us')) as failed
      """;

  /** One failure and what follows it. */
  private record Decided(FailedAttempt failed, Decision decision) {

    JsonObject json() {
      JsonObject row =
          new JsonObject()
              .put("id", failed.userId())
              .put("attempt", failed.attempt())
              .put("reason", failed.reason());
      return decision instanceof Again again
          ? row.put("delay_us", MICROSECONDS.convert(again.delay()))
          : row;
    }
  }

  private final Database database;
  private final UserNotify userNotify;
  private final RetryPolicy policy;
  private final int maxFailures;
  private final long graceMicros;

  FailuresTogether(
      Database database,
      UserNotify userNotify,
      RetryPolicy policy,
      RetryConfig config,
      SweepConfig sweep) {
    this.database = database;
    this.userNotify = userNotify;
    this.policy = policy;
    this.maxFailures = config.maxFailures();
    this.graceMicros = MICROSECONDS.convert(sweep.grace());
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
    String json = JsonRows.of(failed, FailedAttempt::userId, FailuresTogether::claim);
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(maxFailures, json))
        .map(FailuresTogether::usedUpByClaim);
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
    return new Decided(
        failed,
        usedUp == null ? new NotOurs() : policy.decide(failed, !usedUp && !failed.isFinal()));
  }

  private Uni<Void> write(SqlConnection connection, List<Decided> decided) {
    List<Decided> ours =
        decided.stream().filter(one -> !(one.decision() instanceof NotOurs)).toList();
    String json = json(ours);
    return count(connection, ours)
        .chain(() -> connection.preparedQuery(MOVE).execute(Tuple.of(json, graceMicros)))
        .chain(() -> connection.preparedQuery(RECORD).execute(Tuple.of(json)))
        .replaceWithVoid();
  }

  private Uni<Void> count(SqlConnection connection, List<Decided> ours) {
    String further = json(ours.stream().filter(one -> !one.failed().isFinal()).toList());
    List<Decided> last = ours.stream().filter(one -> one.failed().isFinal()).toList();
    Uni<Void> counted = userNotify.countTogether(connection, further);
    return last.isEmpty()
        ? counted
        : counted.chain(() -> userNotify.countAndEndTogether(connection, json(last)));
  }

  private static String json(List<Decided> decided) {
    return JsonRows.of(decided, one -> one.failed().userId(), Decided::json);
  }
}
