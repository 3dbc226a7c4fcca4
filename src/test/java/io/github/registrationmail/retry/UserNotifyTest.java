package io.github.registrationmail.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.database.BareDatabase;
import io.github.registrationmail.support.AsShipped;
import io.github.registrationmail.support.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The upsert on the real database: what each number of affected rows means. */
class UserNotifyTest {

  private static final int MAX_FAILURES = 5;

  /** Of users that do not exist. */
  private static final AtomicLong IDS = new AtomicLong(1_000_000_000);

  private final BareDatabase database = BareDatabase.empty();
  private final Sql sql = database.sql();
  private final UserNotify userNotify = new UserNotify(AsShipped.config(RetryConfig.class));
  private final long user = IDS.incrementAndGet();

  @Test
  void insertsTheFirstFailureWhichIsOneRow() {
    assertEquals(1, upsert());
    assertCounted(1, 0);
  }

  @Test
  void countsAFurtherFailureWhichIsTwoRows() {
    upsert();
    assertEquals(2, upsert());
    assertCounted(2, 0);
  }

  @Test
  void isDoneWithTheFifthFailure() {
    for (int failure = 1; failure < MAX_FAILURES; failure++) {
      upsert();
      assertCounted(failure, 0);
    }
    assertEquals(2, upsert());
    assertCounted(MAX_FAILURES, 1);
  }

  @Test
  void changesNothingOnceDoneWhichIsNoRow() {
    for (int failure = 1; failure <= MAX_FAILURES; failure++) {
      upsert();
    }
    sql.execute("update user_notify set updatetime = '2001-01-01' where user_id = ?", user);
    assertEquals(0, upsert());
    assertEquals(0, upsert());
    assertCounted(MAX_FAILURES, 1);
    assertEquals(
        2001, sql.number("select year(updatetime) from user_notify where user_id = ?", user));
  }

  @Test
  void letsAMailFollowEachFailureUpToTheFifthAndNoneAfterIt() {
    for (int failure = 1; failure <= MAX_FAILURES; failure++) {
      assertTrue(count(), "failure " + failure);
    }
    assertFalse(count());
    assertFalse(count());
    assertCounted(MAX_FAILURES, 1);
  }

  @Test
  void endsWhateverIsCounted() {
    upsert();
    upsert();
    end();
    end();
    assertCounted(2, 1);
  }

  @Test
  void tellsOfEachWhetherItWasCounted() {
    for (int failure = 1; failure <= MAX_FAILURES; failure++) {
      upsert();
    }
    long first = IDS.incrementAndGet();
    long last = IDS.incrementAndGet();
    assertEquals(
        Set.of(first, last),
        run(connection -> userNotify.count(connection, List.of(last, user, first))));
    assertEquals(Set.of(), run(connection -> userNotify.count(connection, List.of())));
  }

  @Test
  void keepsTheTimeInUtc() {
    upsert();
    assertEquals(
        1,
        sql.number(
            """
            select abs(timestampdiff(second, utc_timestamp(), updatetime)) < 60
            from user_notify where user_id = ?
            """,
            user));
  }

  private boolean count() {
    return run(connection -> userNotify.count(connection, List.of(user))).contains(user);
  }

  private void end() {
    var unused = run(connection -> userNotify.end(connection, "[{\"id\": %d}]".formatted(user)));
  }

  private int upsert() {
    return sql.execute(UserNotify.COUNT, user, MAX_FAILURES).rowCount();
  }

  private <T> T run(Function<SqlConnection, Uni<T>> work) {
    return database.pool().withConnection(work).await().atMost(Duration.ofSeconds(10));
  }

  private void assertCounted(int failures, int done) {
    assertEquals(failures, sql.number("select notifynum from user_notify where user_id = ?", user));
    assertEquals(done, sql.number("select isdone from user_notify where user_id = ?", user));
  }
}
