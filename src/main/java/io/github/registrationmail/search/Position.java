package io.github.registrationmail.search;

import io.vertx.mutiny.sqlclient.Row;
import java.time.LocalDateTime;
import java.util.Optional;

/** A registration after which a look goes on, as each {@link Way} orders it. */
record Position(long id, String email, LocalDateTime registered, LocalDateTime failed) {

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

  /** After an id, whatever row that was. */
  static Position after(long id) {
    return new Position(id, "", Period.END, Period.END);
  }
}
