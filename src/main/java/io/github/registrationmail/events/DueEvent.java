package io.github.registrationmail.events;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/**
 * What happened to a registration and is still to be told.
 *
 * @param row its id in the database, for one sink
 * @param type such as {@code mail.sent}; also the routing key
 * @param attempt of the mail, from 1; empty when it is not about one
 * @param tried how often it was told in vain
 */
record DueEvent(
    long row,
    long userId,
    String type,
    Optional<Integer> attempt,
    Optional<String> template,
    Optional<String> reason,
    Instant happenedAt,
    int tried) {

  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  /** The same however often it is told, and for each sink; no other event of the source has it. */
  String id() {
    String what = type.substring(type.indexOf('.') + 1);
    return "%d-%s-%d".formatted(userId, what, happenedAt.toEpochMilli());
  }

  /** As CloudEvents 1.0 has it, in one JSON object. */
  String cloudEvent(String source) {
    return new JsonObject()
        .put("specversion", "1.0")
        .put("id", id())
        .put("source", source)
        .put("type", type)
        .put("subject", Long.toString(userId))
        .put("time", MILLIS.format(happenedAt))
        .put("datacontenttype", "application/json")
        .put("data", data())
        .encode();
  }

  private JsonObject data() {
    JsonObject data = new JsonObject().put("registration", userId);
    attempt.ifPresent(number -> data.put("attempt", number));
    template.ifPresent(name -> data.put("template", name));
    reason.ifPresent(words -> data.put("reason", words));
    return data;
  }
}
