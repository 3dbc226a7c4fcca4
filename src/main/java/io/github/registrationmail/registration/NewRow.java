package io.github.registrationmail.registration;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.JsonRows;
import io.github.registrationmail.registration.NewRegistration.Accepted;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A registration that is to be inserted.
 *
 * @param at when it was accepted
 * @param traceparent the trace of its request
 * @param sweepAfter how long after its INSERT the sweep takes it over, unless it is queued by then
 * @param idempotency what tells its request from others
 */
record NewRow(
    Accepted accepted,
    Instant at,
    Optional<String> traceparent,
    Duration sweepAfter,
    Optional<Idempotency> idempotency) {

  private static final DateTimeFormatter DATETIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  String emailKey() {
    return accepted.emailKey();
  }

  /** For an INSERT of this one. */
  Tuple parameters(long delayMicros) {
    return Tuple.tuple()
        .addString(accepted.email())
        .addString(emailKey())
        .addString(accepted.name())
        .addString(accepted.locale())
        .addLocalDateTime(utc(at))
        .addLong(delayMicros)
        .addLong(MICROSECONDS.convert(sweepAfter))
        .addString(traceparent.orElse(null))
        .addString(accepted.template())
        .addString(accepted.data().orElse(null))
        .addString(idempotency.map(Idempotency::key).orElse(null))
        .addString(idempotency.map(Idempotency::fingerprint).orElse(null));
  }

  /** For an INSERT of all these. */
  static String json(List<NewRow> rows) {
    return JsonRows.of(rows, NewRow::emailKey, NewRow::json);
  }

  private JsonObject json() {
    JsonObject row =
        new JsonObject()
            .put("email", accepted.email())
            .put("email_key", emailKey())
            .put("name", accepted.name())
            .put("locale", accepted.locale())
            .put("registered_at", DATETIME.format(utc(at)))
            .put("sweep_us", MICROSECONDS.convert(sweepAfter))
            .put("traceparent", traceparent.orElse(null))
            .put("template", accepted.template())
            .put("data", accepted.data().orElse(null));
    idempotency.ifPresent(
        once -> row.put("idempotency_key", once.key()).put("fingerprint", once.fingerprint()));
    return row;
  }

  private static LocalDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDateTime();
  }
}
