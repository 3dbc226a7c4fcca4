package io.github.registrationmail.search;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A registration after which a look goes on, as it was when it was looked at; it may have changed
 * since, or be gone.
 *
 * @param email empty if the order is not by address
 */
public record Position(long id, String email, LocalDateTime registered, LocalDateTime failed) {

  /** Before all that are meant. */
  static Position beginning(MailFilter filter) {
    boolean isTimed = filter.registered().isLimited() || filter.failed().isLimited();
    return new Position(
        isTimed && !Way.of(filter).isById() ? 0 : Long.MAX_VALUE,
        "",
        filter.registered().to(),
        filter.failed().to());
  }

  static Position of(long id, Row row) {
    return new Position(
        id,
        row.getString("email_key"),
        row.getLocalDateTime("registered_at"),
        Optional.ofNullable(row.getLocalDateTime("failed_at")).orElse(Period.BEGINNING));
  }

  /** The position of this text. */
  public static Position decode(String text) {
    JsonObject json = new JsonObject(text);
    return new Position(
        json.getLong("id"),
        json.getString("email"),
        LocalDateTime.parse(json.getString("registered")),
        LocalDateTime.parse(json.getString("failed")));
  }

  /** As a text, to be kept. */
  public String encode() {
    return new JsonObject()
        .put("id", id)
        .put("email", email)
        .put("registered", registered.toString())
        .put("failed", failed.toString())
        .encode();
  }

  /** After an id, whatever row that was. */
  static Position after(long id) {
    return new Position(id, "", Period.END, Period.END);
  }

  Position withEmail(String lowerCase) {
    return new Position(id, lowerCase, registered, failed);
  }

  Position withRegistered(LocalDateTime time) {
    return new Position(id, email, time, failed);
  }

  Position withFailed(LocalDateTime time) {
    return new Position(id, email, registered, time);
  }
}
