package io.github.registrationmail.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.registration.NewRegistration.Accepted;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Registrations that arrive together, past the REST API. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class InsertRepositoryTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private static final Duration SWEEP_AFTER = Duration.ofMinutes(2);

  @Inject InsertRepository repository;
  @Inject Sql sql;
  @Inject Pool pool;

  @Test
  void insertsTogetherWhatArrivesTogether() {
    List<String> emails = Stream.generate(() -> Api.address("ok")).limit(60).toList();

    List<Optional<Long>> ids = insert(emails.stream().map(email -> row(email, "Ada")).toList());

    for (int i = 0; i < emails.size(); i++) {
      assertEquals(emails.get(i), email(ids.get(i).orElseThrow()));
    }
    int statements =
        sql.number(
            "select count(distinct claim) from registration where claim is not null and id >= ?",
            ids.stream().map(Optional::orElseThrow).min(Long::compare).orElseThrow());
    assertTrue(statements > 0 && statements < 30, statements + " statements");
  }

  @Test
  void writesTheSameRowTogetherAsAlone() {
    String first = Api.address("ok").toUpperCase(Locale.ROOT);
    List<NewRow> rows = Stream.generate(() -> row(Api.address("ok"), "艾达 🎉")).limit(20).toList();

    List<Optional<Long>> ids =
        insert(Stream.concat(Stream.of(row(first, "艾达 🎉")), rows.stream()).toList());

    Row alone = written(ids.get(0).orElseThrow());
    assertEquals(first, alone.getString("email"));
    assertEquals(first.toLowerCase(Locale.ROOT), alone.getString("email_key"));
    for (int i = 1; i < ids.size(); i++) {
      Row together = written(ids.get(i).orElseThrow());
      for (String column :
          List.of("name", "locale", "registered_at", "mail_state", "traceparent")) {
        assertEquals(alone.getValue(column), together.getValue(column), column);
      }
    }
  }

  @Test
  void registersAnAddressOnceHoweverOftenItIsInABatch() {
    String known = Api.address("ok");
    long before = insert(List.of(row(known, "Ada"))).get(0).orElseThrow();
    String twice = Api.address("ok");

    List<Optional<Long>> ids =
        insert(
            Stream.of(
                    Stream.generate(() -> Api.address("ok")).limit(10),
                    Stream.of(known, twice, twice.toUpperCase(Locale.ROOT), twice),
                    Stream.generate(() -> Api.address("ok")).limit(10))
                .flatMap(emails -> emails)
                .map(email -> row(email, "Bob"))
                .toList());

    assertEquals(Optional.empty(), ids.get(10));
    assertEquals("Ada", written(before).getString("name"));
    assertEquals(1, ids.subList(11, 14).stream().filter(Optional::isPresent).count());
    assertEquals(21, new HashSet<>(ids.stream().flatMap(Optional::stream).toList()).size());
  }

  @Test
  void letsABadRowFailAlone() {
    List<CompletableFuture<Optional<Long>>> good =
        Stream.generate(() -> start(row(Api.address("ok"), "Ada"))).limit(10).toList();
    CompletableFuture<Optional<Long>> bad = start(row(Api.address("ok"), "A".repeat(101)));
    List<CompletableFuture<Optional<Long>>> more =
        Stream.generate(() -> start(row(Api.address("ok"), "Ada"))).limit(10).toList();

    assertThrows(CompletionException.class, bad::join);
    Stream.concat(good.stream(), more.stream()).forEach(id -> assertTrue(id.join().isPresent()));
  }

  /** The clock of this replica says 2100. */
  @Test
  void isDueByTheClockOfTheDatabase() {
    List<NewRow> rows = Stream.generate(() -> row(Api.address("ok"), "Ada")).limit(20).toList();
    for (Optional<Long> id : insert(rows)) {
      assertEquals(
          1,
          sql.number(
              """
              select due_at between utc_timestamp(3) - interval 1 minute
                and utc_timestamp(3) + interval 1 minute
              from registration where id = ?
              """,
              id.orElseThrow()));
    }
  }

  /** Alone and in a batch, where each row has its own. */
  @Test
  void isSweptWhenItsRowSays() {
    List<NewRow> rows = new ArrayList<>();
    for (int minutes = 60; minutes <= 80; minutes++) {
      NewRow row = row(Api.address("ok"), "Ada");
      rows.add(
          new NewRow(
              row.accepted(),
              row.at(),
              row.traceparent(),
              Duration.ofMinutes(minutes),
              row.idempotency()));
    }

    List<Optional<Long>> ids = insert(rows);

    for (int i = 0; i < rows.size(); i++) {
      assertEquals(
          60 + i,
          sql.number(
              """
              select round(timestampdiff(second, due_at, sweep_at) / 60)
              from registration where id = ?
              """,
              ids.get(i).orElseThrow()));
    }
  }

  /** As one that a process has locked which was frozen in the middle of its transaction. */
  @Test
  void letsALockedAddressWaitAlone() {
    String locked = "locked-b-" + Api.address("ok");
    // MySQL locks the gap before it as well
    var neighbour = insert(List.of(row(locked.replace("-b-", "-a-"), "Ada")));
    SqlConnection holder = pool.getConnectionAndAwait();
    try {
      Transaction transaction = holder.beginAndAwait();
      var held =
          holder
              .preparedQuery(
                  """
                  insert into registration(email, email_key, name, locale, registered_at,
                    mail_state, due_at, sweep_at)
                  values (?, ?, 'Ada', 'en', utc_timestamp(3), 'PENDING', utc_timestamp(3), null)
                  """)
              .executeAndAwait(Tuple.of(locked, locked));
      assertEquals(1, held.rowCount());
      List<CompletableFuture<Optional<Long>>> others = new ArrayList<>();
      Stream.generate(() -> start(row(Api.address("ok"), "Ada"))).limit(15).forEach(others::add);
      CompletableFuture<Optional<Long>> waiting = start(row(locked, "Ada"));
      Stream.generate(() -> start(row(Api.address("ok"), "Ada"))).limit(15).forEach(others::add);
      others.forEach(id -> assertTrue(id.join().isPresent()));
      assertThrows(CompletionException.class, waiting::join);
      transaction.rollbackAndAwait();
    } finally {
      holder.closeAndAwait();
    }
    var unused = insert(List.of(row(locked, "Ada")));
    assertEquals(1, sql.number("select count(*) from registration where email_key = ?", locked));
  }

  private List<Optional<Long>> insert(List<NewRow> rows) {
    List<CompletableFuture<Optional<Long>>> started = rows.stream().map(this::start).toList();
    return started.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<Optional<Long>> start(NewRow row) {
    return repository.insert(row).subscribeAsCompletionStage();
  }

  private static NewRow row(String email, String name) {
    Instant at = Instant.parse("2100-01-02T03:04:05.678Z");
    return new NewRow(
        new Accepted(email, name, "en", "welcome", Optional.empty()),
        at,
        Optional.of(TRACE),
        SWEEP_AFTER,
        Optional.empty());
  }

  private String email(long id) {
    return written(id).getString("email");
  }

  private Row written(long id) {
    return sql.execute("select * from registration where id = ?", id).iterator().next();
  }
}
