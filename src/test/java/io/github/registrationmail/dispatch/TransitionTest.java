package io.github.registrationmail.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.dispatch.Transition.Asked;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import io.github.registrationmail.support.Statements;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.mysqlclient.MySQLClient;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The map against the statements: each is run on rows in every state. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class TransitionTest {

  private static final long CLAIM = 7;
  private static final Map<Transition, String> LOCKS =
      Map.of(
          Transition.TAKEN_OVER, "dispatch.OutboxRepository.LOCK_OVERDUE",
          Transition.RENEWED, "mail.LeaseRepository.HELD",
          Transition.REFUSED, "retry.FailureRepository.LOCK");

  private static final Pattern PARAMETER =
      Pattern.compile("(json_table\\(|id = |if\\(|cast\\()?\\?");
  private static final Pattern LIST_OF_NUMBERS =
      Pattern.compile("json_table\\(\\?, '\\$\\[\\*]' columns \\(id bigint unsigned path '\\$'\\)");

  @Inject Sql sql;
  @Inject Pool pool;

  @Test
  void hasEveryStatementThatUpdatesOrDeletesARegistration() {
    Set<String> known =
        Arrays.stream(Transition.values()).map(Transition::statement).collect(Collectors.toSet());
    assertEquals(known, Statements.changes().keySet());
  }

  @ParameterizedTest
  @EnumSource
  void movesWhatTheMapSaysAndNothingElse(Transition transition) {
    String statement = Statements.changes().get(transition.statement());
    Set<MailState> reached = EnumSet.noneOf(MailState.class);
    for (MailState state : MailState.values()) {
      for (int attempt = 1; attempt <= 2; attempt++) {
        for (boolean isLast : new boolean[] {true, false}) {
          Optional<MailState> result = run(statement, state, attempt, isLast);
          if (transition.isFrom(state)) {
            assertEquals(transition.to().isEmpty(), result.isEmpty());
            result.ifPresent(reached::add);
          } else {
            assertEquals(Optional.of(state), result, "moved although the map does not say so");
          }
        }
      }
    }
    assertEquals(transition.to(), reached);
  }

  /** Beside the state: one thing after the other is not as the statement wants it. */
  @ParameterizedTest
  @EnumSource
  void asksWhatTheMapSaysAndNothingElse(Transition transition) {
    for (MailState state : transition.from()) {
      assertTrue(moves(transition, state, Optional.empty()), transition + " from " + state);
      for (Asked asked : Asked.values()) {
        assertEquals(
            !transition.asks(asked),
            moves(transition, state, Optional.of(asked)),
            transition + " from " + state + " without " + asked);
      }
    }
  }

  /** In a transaction that is rolled back, so that nobody else sees the row. */
  private boolean moves(Transition transition, MailState state, Optional<Asked> lacking) {
    return pool.withConnection(
            connection ->
                connection
                    .begin()
                    .chain(
                        transaction ->
                            moves(connection, transition, state, lacking)
                                .eventually(transaction::rollback)))
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private static Uni<Boolean> moves(
      SqlConnection connection, Transition transition, MailState state, Optional<Asked> lacking) {
    String statement = Statements.changes().get(transition.statement());
    return insert(connection, state, lacking)
        .chain(
            id ->
                locks(connection, transition, id)
                    .chain(
                        locked ->
                            locked
                                ? execute(connection, statement, id).map(RowSet::rowCount)
                                : Uni.createFrom().item(0)))
        .map(moved -> moved == 1);
  }

  /** Whether the statement that finds and locks the rows for it, if there is one, finds this. */
  private static Uni<Boolean> locks(SqlConnection connection, Transition transition, long id) {
    String lock = LOCKS.get(transition);
    return lock == null
        ? Uni.createFrom().item(true)
        : execute(connection, Statements.all().get(lock), id)
            .map(
                rows -> {
                  boolean found = false;
                  for (Row row : rows) {
                    found |= row.getColumnIndex("id") < 0 || row.getLong("id") == id;
                  }
                  return found;
                });
  }

  private static Uni<RowSet<Row>> execute(SqlConnection connection, String statement, long id) {
    return connection
        .preparedQuery(statement)
        .execute(Tuple.tuple(List.of(parameters(statement, id, 2, false))));
  }

  /** The second attempt of the first sending, claimed, due and overdue, but for what is lacking. */
  private static Uni<Long> insert(
      SqlConnection connection, MailState state, Optional<Asked> lacking) {
    String email = Api.address("asked");
    return connection
        .preparedQuery(
            """
            insert into registration(email, email_key, name, locale, registered_at, mail_state,
              attempt, earlier, claim, due_at, sweep_at)
            values (?, ?, 'Ada', 'en', utc_timestamp(3), ?, ?, ?, ?,
              utc_timestamp(3) + interval ? hour, utc_timestamp(3) + interval ? hour)
            """)
        .execute(
            Tuple.tuple(
                List.of(
                    email,
                    email,
                    state.name(),
                    lacks(lacking, Asked.ATTEMPT) ? 3 : 2,
                    lacks(lacking, Asked.SENDING) ? 1 : 0,
                    lacks(lacking, Asked.CLAIM) ? CLAIM + 2 : CLAIM,
                    lacks(lacking, Asked.DUE) ? 3 : -3,
                    lacks(lacking, Asked.OVERDUE) ? 3 : -3)))
        .map(inserted -> inserted.property(MySQLClient.LAST_INSERTED_ID));
  }

  private static boolean lacks(Optional<Asked> lacking, Asked asked) {
    return lacking.filter(asked::equals).isPresent();
  }

  private Optional<MailState> run(String statement, MailState state, int attempt, boolean isLast) {
    long id = row(state, attempt);
    sql.execute(statement, parameters(statement, id, attempt, isLast));
    List<MailState> found = new ArrayList<>();
    sql.execute("select mail_state from registration where id = ?", id)
        .forEach(row -> found.add(MailState.valueOf(row.getString(0))));
    sql.execute("delete from registration where id = ?", id);
    return found.stream().findFirst();
  }

  /** Due, under a claim, and not yet the sweep's. */
  private long row(MailState state, int attempt) {
    String email = Api.address("map");
    return sql.insert(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state,
          attempt, due_at, sweep_at, claim)
        values (?, ?, 'Ada', 'en', utc_timestamp(3), ?, ?, utc_timestamp(3),
          utc_timestamp(3) + interval 1 hour, ?)
        """,
        email,
        email,
        state.name(),
        attempt,
        CLAIM);
  }

  private static Object[] parameters(String statement, long id, int attempt, boolean isLast) {
    JsonObject row =
        new JsonObject()
            .put("id", id)
            .put("attempt", attempt)
            .put("earlier", 0)
            .put("claim", CLAIM)
            .put("token", CLAIM + 1)
            .put("next", attempt + 1)
            .put("reason", "451 later")
            .put("wait_us", 3_600_000_000L)
            .put("delay_us", isLast && statement.contains("reason") ? null : 3_600_000_000L);
    JsonArray list =
        LIST_OF_NUMBERS.matcher(statement).find()
            ? new JsonArray(List.of(id))
            : new JsonArray(List.of(row));
    List<Object> parameters = new ArrayList<>();
    Matcher parameter = PARAMETER.matcher(statement);
    while (parameter.find()) {
      String before = parameter.group(1) == null ? "" : parameter.group(1);
      parameters.add(
          switch (before) {
            case "json_table(" -> list.encode();
            case "id = " -> id;
            case "if(" -> 0;
            case "cast(" -> LocalDateTime.of(9999, 1, 1, 0, 0);
            default -> 3_600_000_000L;
          });
    }
    return parameters.toArray();
  }
}
