package io.github.registrationmail.database;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.awaitState;
import static io.github.registrationmail.support.Api.register;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ReadsTest {

  /** Hours. */
  private static final String SLOW =
      "select /* slow */ sum(a.seq * b.seq * c.seq) from %s, %s, %s"
          .formatted(sequence("a"), sequence("b"), sequence("c"));

  private static final String RUNNING =
      """
      select count(*) from information_schema.processlist
      where info like 'select /* slow */%' and command <> 'Sleep'
      """;

  @Inject Reads reads;
  @Inject Sql sql;

  @Test
  void endsInTheServerWhatTakesTooLong() {
    Throwable failure =
        assertThrows(ExecutionException.class, () -> slow().get(10, SECONDS)).getCause();

    assertTrue(assertInstanceOf(DatabaseUnavailable.class, failure).isTooSlow(), failure::toString);
    // the server lists a statement that it has ended for a moment longer
    await().atMost(1, SECONDS).until(() -> running() == 0);
    assertEquals(1, reads.execute("select 1").await().indefinitely().size());
  }

  @Test
  void registersWhileEveryReadingConnectionIsTaken() {
    List<CompletableFuture<RowSet<Row>>> slow =
        IntStream.range(0, 4 * Reads.CONNECTIONS).mapToObj(i -> slow()).toList();
    await().until(() -> running() == Reads.CONNECTIONS);

    long id = register(address("reads"));

    assertTrue(running() <= Reads.CONNECTIONS);
    awaitState(id, "SENT");
    await().until(() -> slow.stream().allMatch(CompletableFuture::isCompletedExceptionally));
  }

  @Test
  void writesNothing() {
    DatabaseUnavailable failure =
        assertThrows(
            DatabaseUnavailable.class,
            () -> reads.execute("delete from user_notify").await().indefinitely());
    assertFalse(failure.isTooSlow());
  }

  /** However often, and whatever others have read of the same table since. */
  @Test
  void countsFromAnIndexAlone() {
    sql.execute(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
          sent_at, sweep_at)
        select concat('reads', seq), concat('reads', seq), 'Ada', 'en', utc_timestamp(3), 'SENT',
          utc_timestamp(3), utc_timestamp(3) - interval seq second, null
        from
        """
            + Sql.SEQUENCE.formatted(5_000));
    sql.execute("analyze table registration");

    List<String> plans =
        IntStream.range(0, 4 * Reads.CONNECTIONS)
            .peek(i -> sql.execute("select name from registration where id = " + i))
            .mapToObj(i -> plan("select count(*) from registration where sent_at > '2000-01-01'"))
            .distinct()
            .toList();

    assertEquals(1, plans.size(), plans::toString);
    assertTrue(plans.get(0).endsWith("Using index"), plans::toString);
  }

  @Test
  void preparesOnceWhatReadsRowsAnyhow() {
    String statement = "select name from registration where id = ?";
    int often = 20 * Reads.CONNECTIONS;

    int anew = prepared(often, () -> reads.execute(statement, Tuple.of(1)));
    int once = prepared(often, () -> reads.rows(statement, Tuple.of(1)));

    assertTrue(anew >= often, () -> "anew: " + anew);
    assertTrue(once < often / 2, () -> "once: " + once);
  }

  /** How many statements the server has prepared meanwhile, for whomever. */
  private int prepared(int often, Supplier<Uni<RowSet<Row>>> read) {
    int before = prepared();
    IntStream.range(0, often).forEach(i -> read.get().await().indefinitely());
    return prepared() - before;
  }

  private int prepared() {
    Row status = sql.execute("show global status like 'Com_stmt_prepare'").iterator().next();
    return Integer.parseInt(status.getString(1));
  }

  private String plan(String statement) {
    return reads
        .execute("explain " + statement)
        .await()
        .indefinitely()
        .iterator()
        .next()
        .getString("Extra");
  }

  private CompletableFuture<RowSet<Row>> slow() {
    return reads.execute(SLOW).subscribeAsCompletionStage();
  }

  private int running() {
    return sql.number(RUNNING);
  }

  private static String sequence(String name) {
    return Sql.SEQUENCE.formatted(10_000).replace("as seq", "as " + name);
  }
}
