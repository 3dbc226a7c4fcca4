package io.github.registrationmail.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.database.BareDatabase;
import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.registration.NewRegistration.Accepted;
import io.github.registrationmail.retry.PolicyRule;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.AsShipped;
import io.github.registrationmail.support.Sql;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
class InsertRepositoryTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private static final Instant AT = Instant.parse("2100-01-02T03:04:05.678Z");
  private static final Duration SWEEP_AFTER = Duration.ofMinutes(2);

  private final BareDatabase database = BareDatabase.empty();
  private final Sql sql = database.sql();
  private final InsertRepository repository = repository(database.database());

  /** The first delay is 3 s. */
  private static InsertRepository repository(Database database) {
    return new InsertRepository(
        database, AsShipped.config(BatchConfig.class), PolicyRule.policy(5));
  }

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
          List.of(
              "name",
              "locale",
              "registered_at",
              "mail_state",
              "attempt",
              "traceparent",
              "template",
              "data",
              "validated")) {
        assertEquals(alone.getValue(column), together.getValue(column), column);
      }
    }
    assertEquals("艾达 🎉", alone.getString("name"));
    assertEquals("en", alone.getString("locale"));
    assertEquals(AT, alone.getLocalDateTime("registered_at").toInstant(ZoneOffset.UTC));
    assertEquals("PENDING", alone.getString("mail_state"));
    assertEquals(1, alone.getInteger("attempt"));
    assertEquals(TRACE, alone.getString("traceparent"));
    assertEquals("order", alone.getString("template"));
    assertEquals("{\"no\": 7}", alone.getString("data"));
    assertEquals(1, alone.getInteger("validated"));
  }

  /** Alone, and in batches in which others have none. */
  @Test
  void registersOnceUnderAKey() {
    assertTrue(insert(List.of(keyed("first"))).get(0).isPresent());
    assertEquals(List.of(Optional.empty()), insert(List.of(keyed("first"))));

    List<NewRow> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(row(Api.address("ok"), "Ada"));
      rows.add(keyed("key " + i));
    }
    rows.add(keyed("first"));
    List<Optional<Long>> ids = insert(rows);

    assertEquals(Optional.empty(), ids.get(40));
    for (int i = 0; i < 20; i++) {
      Row plain = written(ids.get(2 * i).orElseThrow());
      assertNull(plain.getString("idempotency_key"));
      assertNull(plain.getString("fingerprint"));
      Row keyed = written(ids.get(2 * i + 1).orElseThrow());
      assertEquals("key " + i, keyed.getString("idempotency_key"));
      assertEquals("of key " + i, keyed.getString("fingerprint"));
    }
  }

  private static NewRow keyed(String key) {
    NewRow row = row(Api.address("ok"), "Ada");
    return new NewRow(
        row.accepted(),
        row.at(),
        row.traceparent(),
        row.sweepAfter(),
        Optional.of(new Idempotency(key, "of " + key)));
  }

  @Test
  void keepsTheKeyOfOneThatIsAlone() {
    Row written = written(insert(List.of(keyed("alone"))).get(0).orElseThrow());
    assertEquals("alone", written.getString("idempotency_key"));
    assertEquals("of alone", written.getString("fingerprint"));
  }

  /** Each is some 300 bytes, and so many are left for the statement itself. */
  @Test
  void insertsInAsManyStatementsAsTheServerNeeds() {
    InsertRepository halves = repository(database.database(4096 + 1_000));
    List<String> emails = Stream.generate(() -> Api.address("ok")).limit(31).toList();
    List<CompletableFuture<Optional<Long>>> started =
        emails.stream()
            .map(email -> halves.insert(row(email, "Ada")).subscribeAsCompletionStage())
            .toList();

    List<Optional<Long>> ids = started.stream().map(CompletableFuture::join).toList();

    assertEquals(emails, ids.stream().map(id -> email(id.orElseThrow())).toList());
    // the first is alone, and has no token
    int statements = sql.number("select count(distinct claim) from registration");
    assertTrue(statements >= 10 && statements <= 16, statements + " statements");
  }

  /** The server may take it all the same, and says why if not. */
  @Test
  void triesOneThatIsTooLarge() {
    InsertRepository small = repository(database.database(4096 + 10));
    List<NewRow> rows = Stream.generate(() -> row(Api.address("ok"), "Ada")).limit(20).toList();
    List<CompletableFuture<Optional<Long>>> started =
        rows.stream().map(row -> small.insert(row).subscribeAsCompletionStage()).toList();
    started.forEach(id -> assertTrue(id.join().isPresent()));
  }

  @Test
  void acceptsByTheClockOfTheDatabase() {
    NewRow like = keyed("key");
    NewRow row =
        repository.accept(like.accepted(), like.traceparent(), SWEEP_AFTER, like.idempotency());
    assertEquals(
        new NewRow(like.accepted(), row.at(), like.traceparent(), SWEEP_AFTER, like.idempotency()),
        row);
    Instant now =
        sql.execute("select utc_timestamp(3)")
            .iterator()
            .next()
            .getLocalDateTime(0)
            .toInstant(ZoneOffset.UTC);
    assertTrue(Duration.between(row.at(), now).abs().toSeconds() < 10, row.at() + " at " + now);
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
              select due_at between utc_timestamp(3) - interval 1 minute + interval 3 second
                and utc_timestamp(3) + interval 3 second
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
          (60 + i) * 60_000 - 3_000,
          sql.number(
              """
              select timestampdiff(microsecond, due_at, sweep_at) div 1000
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
    SqlConnection holder = database.pool().getConnectionAndAwait();
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
    return new NewRow(
        new Accepted(email, name, "en", "order", Optional.of("{\"no\": 7}")),
        AT,
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
