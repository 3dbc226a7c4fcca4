package io.github.registrationmail.retry;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.database.BatchOrAlone;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.JsonRows;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.dispatch.SweepTimes;
import io.github.registrationmail.dispatch.Transition;
import io.github.registrationmail.events.Events;
import io.github.registrationmail.retry.Decision.NotOurs;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Commits a failure, the decision about it and the next due time in one transaction, under the
 * claim of the attempt: a failure that is delivered twice counts once. Those that happen together
 * are committed together; if MySQL refuses that, each is committed alone.
 */
@Singleton
class FailureRepository {

  /**
   * The claims that still hold, their rows locked. The list is a table of its own, because MySQL
   * locks no rows of a {@code json_table}.
   */
  private static final String LOCK =
      """
      select registration.claim
      from (select * from json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        attempt int path '$.attempt',
        claim bigint path '$.claim')) as listed) as failed
      straight_join registration force index (primary)
        on registration.id = failed.id and registration.attempt = failed.attempt
          and registration.claim = failed.claim
      where registration.mail_state %s
      for update
      """
          .formatted(Transition.REFUSED.condition());

  private static final String MOVE =
      """
      update json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        next int path '$.next',
        reason varchar(1000) character set utf8mb4 path '$.reason',
        failure varchar(160) character set utf8mb4 path '$.failure',
        delay_us bigint unsigned path '$.delay_us')) as failed
      straight_join registration force index (primary) on registration.id = failed.id
      set mail_state = if(failed.delay_us is null, 'FAILED', 'RETRYING'),
        registration.attempt = failed.next,
        claim = null,
        swept = if(failed.delay_us is null, swept, 0),
        last_error = failed.reason,
        failure_reason = failed.failure,
        failed_at = utc_timestamp(3),
        due_at = if(failed.delay_us is null, due_at,
          utc_timestamp(3) + interval failed.delay_us microsecond),
        sweep_at = if(failed.delay_us is null, null,
          utc_timestamp(3) + interval failed.delay_us + ? microsecond)
      where registration.mail_state %s
      """
          .formatted(Transition.REFUSED.condition());

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
  private final Events events;
  private final BatchOrAlone<FailedAttempt, Decision> failures;
  private final long graceMicros;

  FailureRepository(
      Database database,
      UserNotify userNotify,
      RetryPolicy policy,
      Events events,
      BatchConfig batch,
      SweepTimes times) {
    this.database = database;
    this.userNotify = userNotify;
    this.policy = policy;
    this.events = events;
    this.failures = new BatchOrAlone<>(batch, this::commit);
    this.graceMicros = MICROSECONDS.convert(times.held(Duration.ZERO));
  }

  Uni<Decision> commit(FailedAttempt failed) {
    return failures.submit(failed);
  }

  /** A decision for each, in their order. */
  Uni<List<Decision>> commit(List<FailedAttempt> failed) {
    return database.transaction(
        connection ->
            lock(connection, failed)
                .chain(held -> decide(connection, failed, held))
                .call(decided -> write(connection, decided))
                .map(decided -> decided.stream().map(Decided::decision).toList()));
  }

  private Uni<Set<Long>> lock(SqlConnection connection, List<FailedAttempt> failed) {
    String json = JsonRows.of(failed, FailedAttempt::userId, FailureRepository::claim);
    return connection.preparedQuery(LOCK).execute(Tuple.of(json)).map(FailureRepository::claims);
  }

  private static JsonObject claim(FailedAttempt failed) {
    return new JsonObject()
        .put("id", failed.userId())
        .put("attempt", failed.attempt())
        .put("claim", failed.claim());
  }

  private static Set<Long> claims(RowSet<Row> rows) {
    Set<Long> claims = new HashSet<>();
    rows.forEach(row -> claims.add(row.getLong("claim")));
    return claims;
  }

  private Uni<List<Decided>> decide(
      SqlConnection connection, List<FailedAttempt> failed, Set<Long> held) {
    List<Long> counting =
        failed.stream()
            .filter(one -> held.contains(one.claim()) && policy.counts(one))
            .map(FailedAttempt::userId)
            .toList();
    return userNotify
        .count(connection, counting)
        .map(counted -> failed.stream().map(one -> decide(one, held, counted)).toList());
  }

  private Decided decide(FailedAttempt failed, Set<Long> held, Set<Long> counted) {
    return new Decided(
        failed,
        held.contains(failed.claim())
            ? policy.decide(failed, counted.contains(failed.userId()))
            : new NotOurs());
  }

  private Uni<Void> write(SqlConnection connection, List<Decided> decided) {
    if (decided.stream().noneMatch(Decided::isOurs)) {
      return Uni.createFrom().voidItem();
    }
    String ours = json(decided, Decided::isOurs);
    return end(connection, decided)
        .chain(() -> connection.preparedQuery(MOVE).execute(Tuple.of(ours, graceMicros)))
        .chain(() -> connection.preparedQuery(RECORD).execute(Tuple.of(ours)))
        .chain(() -> events.ended(connection, MailState.FAILED, givenUp(decided)));
  }

  private static List<Long> givenUp(List<Decided> decided) {
    return decided.stream()
        .filter(Decided::isGivenUp)
        .map(one -> one.failed().userId())
        .sorted()
        .toList();
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
