package io.github.registrationmail.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Sql;
import io.github.registrationmail.support.Statements;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every SQL statement of the service reads of a large table, by the plan of the database: as
 * many rows as it needs, never the table. So its cost is the same however many have registered.
 */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStackResource.class, restrictToAnnotatedClass = true)
class QueryPlanTest {

  private static final int ROWS = 50_000;
  private static final int MANY = 1_000;

  /** All were refused once before they were sent. */
  private static final List<String> FILL =
      List.of(
          """
          insert into registration(email, email_key, name, locale, registered_at, mail_state,
            due_at, sent_at, sweep_at, failure_reason, failed_at)
          select concat('user', seq, '@example.org'), concat('user', seq, '@example.org'), 'Ada',
            'en', utc_timestamp(3) - interval seq minute, 'SENT', utc_timestamp(3),
            utc_timestamp(3) - interval seq second, null, '450 busy',
            utc_timestamp(3) - interval seq second
          from
          """
              + Sql.SEQUENCE.formatted(ROWS),
          """
          insert into mail_failure(user_id, attempt, failed_at, reason)
          select id, 1, sent_at, '450 busy' from registration
          """,
          "insert into user_notify(user_id, updatetime) select id, now() from registration",
          """
          insert into mail_resend(user_id, attempt, resent_at)
          select id, 2, sent_at from registration
          """,
          """
          insert into operator_action(at, who, action, registration_id, affected)
          select sent_at, concat('operator', id), 'RETRY', id, 1 from registration
          """,
          "analyze table registration, mail_failure, user_notify, mail_resend, operator_action");

  /** Up to the path of the first column. */
  private static final String ROWS_OF = "(json_table\\()\\?(?=(?s:(?:(?!path ').)*)";

  /** What a parameter stands for; any other is a number. */
  private static final Map<Pattern, String> PARAMETERS =
      Map.ofEntries(
          Map.entry(Pattern.compile("(_at [<>]=? )\\?"), "$1utc_timestamp(3) - interval 1 minute"),
          Map.entry(Pattern.compile("(timestampdiff\\(minute, )\\?"), "$1utc_timestamp(3)"),
          Map.entry(Pattern.compile("(interval )\\?"), "$1(100000000000)"),
          Map.entry(Pattern.compile("(like )\\?"), "$1'user777%'"),
          Map.entry(Pattern.compile("((?:domain|template|failure_reason) = )\\?"), "$1'7'"),
          Map.entry(Pattern.compile("(who = (?:coalesce\\()?)\\?"), "$1'operator7'"),
          Map.entry(Pattern.compile("(email_key > )\\?"), "$1'user777'"),
          Map.entry(Pattern.compile("(idempotency_key = )\\?"), "$1'7'"),
          Map.entry(Pattern.compile("(mail_state = )\\?"), "$1'FAILED'"),
          Map.entry(Pattern.compile(ROWS_OF + "path '\\$')"), "$1'[7]'"),
          Map.entry(
              Pattern.compile(ROWS_OF + "path '\\$\\.)"),
              "$1'[{\"id\": 7, \"attempt\": 1, \"email_key\": \"user7@example.org\"}]'"));

  @Inject Sql sql;

  @Test
  void readsNoTableFromEndToEnd() {
    FILL.forEach(statement -> sql.execute(statement));
    Map<String, String> statements = Statements.all();
    List<String> large = new ArrayList<>();
    statements.forEach((name, statement) -> large.addAll(large(name, statement)));
    assertTrue(statements.size() > 25, "found only " + statements.keySet());
    assertEquals(ROWS, sql.number("select count(*) from registration"));
    assertEquals(List.of(), large);
  }

  /** The steps of its plan that read many rows of a table of ours. */
  private List<String> large(String name, String statement) {
    List<String> large = new ArrayList<>();
    for (Row step : sql.execute("explain " + withParameters(statement))) {
      long rows = Long.parseLong(Objects.toString(step.getValue("rows"), "0"));
      if (rows > MANY) {
        large.add(
            "%s: %d rows of %s, by %s"
                .formatted(name, rows, step.getString("table"), step.getString("type")));
      }
    }
    return large;
  }

  private static String withParameters(String statement) {
    // what else is asked of a row that was read
    String filled = statement.replace("in (%s)", "in ('7')").replace("%s", "true");
    for (Map.Entry<Pattern, String> parameter : PARAMETERS.entrySet()) {
      filled = parameter.getKey().matcher(filled).replaceAll(parameter.getValue());
    }
    return filled.replace("?", "7");
  }
}
