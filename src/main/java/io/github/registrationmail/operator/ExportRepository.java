package io.github.registrationmail.operator;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.dispatch.MailState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what is given away: rows of the list with more columns, and what a row has beside. */
@Singleton
class ExportRepository {

  /** Names of the columns of {@link #rows}. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "email",
          "name",
          "locale",
          "template",
          "registeredAt",
          "state",
          "attempt",
          "nextAttemptAt",
          "sentAt",
          "failedAt",
          "reason",
          "lastError",
          "reply");

  private static final String LISTED =
      """
      select id, email, name, locale, template, registered_at, mail_state, attempt, due_at, sent_at,
        failed_at, failure_reason, last_error, reply
      from json_table(?, '$[*]' columns (listed bigint unsigned path '$')) as page
      straight_join registration force index (primary) on registration.id = page.listed
      """;

  private static final String GIVEN =
      "select template, data, idempotency_key from registration where id = ?";

  private final Reads reads;

  ExportRepository(Reads reads) {
    this.reads = reads;
  }

  /** Those of the list that are still there, in its order; what is absent is an empty text. */
  Uni<List<List<String>>> rows(List<Long> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(List.of())
        : reads
            .rows(LISTED, Tuple.of(new JsonArray(ids).encode()))
            .map(rows -> ResultRows.inOrder(rows, ids, ExportRepository::texts));
  }

  /** What the application passed along with a registration, if there is one. */
  Uni<Optional<Given>> given(long id) {
    return reads
        .rows(GIVEN, Tuple.of(id))
        .map(rows -> ResultRows.first(rows, ExportRepository::given));
  }

  private static Given given(Row row) {
    return new Given(
        row.getString("template"),
        Optional.ofNullable(row.getString("data")).map(data -> new JsonObject(data).getMap()),
        Optional.ofNullable(row.getString("idempotency_key")));
  }

  private static List<String> texts(Row row) {
    return Stream.of(
            "" + row.getLong("id"),
            text(row, "email"),
            text(row, "name"),
            text(row, "locale"),
            text(row, "template"),
            time(row, "registered_at"),
            text(row, "mail_state"),
            "" + row.getInteger("attempt"),
            MailState.valueOf(row.getString("mail_state")).isWaiting() ? time(row, "due_at") : "",
            time(row, "sent_at"),
            time(row, "failed_at"),
            text(row, "failure_reason"),
            text(row, "last_error"),
            text(row, "reply"))
        .toList();
  }

  private static String text(Row row, String column) {
    return Optional.ofNullable(row.getString(column)).orElse("");
  }

  private static String time(Row row, String column) {
    return ResultRows.instant(row, column).map(Instant::toString).orElse("");
  }

  /**
   * What came with a registration.
   *
   * @param data for the words of the mail, a JSON object
   * @param idempotencyKey how the application named the request
   */
  record Given(
      String template, Optional<Map<String, Object>> data, Optional<String> idempotencyKey) {}
}
