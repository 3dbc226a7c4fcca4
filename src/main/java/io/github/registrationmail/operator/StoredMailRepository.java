package io.github.registrationmail.operator;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.mail.StoredMail;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What the rows say about their mails. */
@Singleton
class StoredMailRepository {

  private static final String FIND =
      """
      select id, earlier, email, name, locale, registered_at, template, data
      from registration where id = ?
      """;

  private final Reads reads;

  StoredMailRepository(Reads reads) {
    this.reads = reads;
  }

  Uni<Optional<StoredMail>> find(long id) {
    return reads
        .rows(FIND, Tuple.of(id))
        .map(rows -> ResultRows.first(rows, StoredMailRepository::mail));
  }

  private static StoredMail mail(Row row) {
    return new StoredMail(
        row.getLong("id"),
        row.getInteger("earlier"),
        row.getString("email"),
        row.getString("name"),
        row.getString("locale"),
        ResultRows.instant(row, "registered_at").orElseThrow(),
        row.getString("template"),
        Optional.ofNullable(row.getString("data")));
  }
}
