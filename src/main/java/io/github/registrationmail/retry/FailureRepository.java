package io.github.registrationmail.retry;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.database.BatchOrAlone;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.dispatch.SweepConfig;
import io.github.registrationmail.retry.Decision.Again;
import io.github.registrationmail.retry.Decision.NotOurs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Commits a failure, the decision about it and the next due time in one transaction, under the
 * claim of the attempt: a failure that is delivered twice counts once. Those that happen together
 * are committed together; if MySQL refuses that, each is committed alone.
 */
@Singleton
class FailureRepository {

  private static final String RETRY =
      """
      update registration
      set mail_state = 'RETRYING', attempt = attempt + 1, claim = null, swept = 0, last_error = ?,
        due_at = utc_timestamp(3) + interval ? microsecond,
        sweep_at = utc_timestamp(3) + interval ? microsecond
      where id = ? and attempt = ? and mail_state = 'SENDING' and claim = ?
      """;

  private static final String FAIL =
      """
      update registration
      set mail_state = 'FAILED', claim = null, last_error = ?, sweep_at = null
      where id = ? and attempt = ? and mail_state = 'SENDING' and claim = ?
      """;

  private static final String RECORD =
      """
      insert into mail_failure(user_id, attempt, failed_at, reason, next_delay_ms)
      values (?, ?, utc_timestamp(3), ?, ?)
      """;

  private final Database database;
  private final UserNotify userNotify;
  private final RetryPolicy policy;
  private final BatchOrAlone<FailedAttempt, Decision> failures;
  private final Duration grace;

  FailureRepository(
      Database database,
      UserNotify userNotify,
      RetryPolicy policy,
      FailuresTogether together,
      BatchConfig batch,
      SweepConfig sweep) {
    this.database = database;
    this.userNotify = userNotify;
    this.policy = policy;
    this.failures = new BatchOrAlone<>(batch, this::commitAlone, together::commit);
    this.grace = sweep.grace();
  }

  /** The counter alone would not end what was counted past a limit that is lower now. */
  Uni<Decision> commit(FailedAttempt failed) {
    return failures.submit(policy.isLast(failed.attempt()) ? failed.asFinal() : failed);
  }

  private Uni<Decision> commitAlone(FailedAttempt failed) {
    return database
        .transaction(connection -> decide(connection, failed))
        .onFailure(ClaimLost.class)
        .recoverWithItem(new NotOurs());
  }

  private Uni<Decision> decide(SqlConnection connection, FailedAttempt failed) {
    return count(connection, failed)
        .map(mayFollow -> policy.decide(failed, mayFollow))
        .call(decision -> move(connection, failed, decision))
        .call(decision -> record(connection, failed, decision));
  }

  private Uni<Boolean> count(SqlConnection connection, FailedAttempt failed) {
    return failed.isFinal()
        ? userNotify.countAndEnd(connection, failed.userId())
        : userNotify.count(connection, failed.userId());
  }

  private Uni<Void> move(SqlConnection connection, FailedAttempt failed, Decision decision) {
    Uni<Integer> moved =
        decision instanceof Again again
            ? execute(connection, RETRY, retryParameters(failed, again.delay()))
            : execute(
                connection,
                FAIL,
                Tuple.of(failed.reason(), failed.userId(), failed.attempt(), failed.claim()));
    return moved
        .onItem()
        .transformToUni(
            rows ->
                rows == 1
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(new ClaimLost()));
  }

  private Tuple retryParameters(FailedAttempt failed, Duration delay) {
    return Tuple.tuple()
        .addString(failed.reason())
        .addLong(MICROSECONDS.convert(delay))
        .addLong(MICROSECONDS.convert(delay.plus(grace)))
        .addLong(failed.userId())
        .addInteger(failed.attempt())
        .addLong(failed.claim());
  }

  private static Uni<Integer> record(
      SqlConnection connection, FailedAttempt failed, Decision decision) {
    Tuple parameters = Tuple.of(failed.userId(), failed.attempt(), failed.reason());
    if (decision instanceof Again again) {
      parameters.addLong(again.delay().toMillis());
    } else {
      parameters.addValue(null);
    }
    return execute(connection, RECORD, parameters);
  }

  private static Uni<Integer> execute(SqlConnection connection, String sql, Tuple parameters) {
    return connection.preparedQuery(sql).execute(parameters).map(result -> result.rowCount());
  }

  /** Rolls the transaction back. */
  private static final class ClaimLost extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
