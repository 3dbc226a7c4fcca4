package io.github.registrationmail.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import io.github.registrationmail.support.Statements;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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
  private static final Pattern PARAMETER = Pattern.compile("(json_table\\(|id = )?\\?");
  private static final Pattern LIST_OF_NUMBERS =
      Pattern.compile("json_table\\(\\?, '\\$\\[\\*]' columns \\(id bigint unsigned path '\\$'\\)");

  @Inject Sql sql;

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
            default -> 3_600_000_000L;
          });
    }
    return parameters.toArray();
  }
}
