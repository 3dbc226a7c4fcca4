package io.github.registrationmail.operator;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.registration.Registration;
import io.github.registrationmail.registration.RegistrationRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/** Reads the rows of a list. */
@Singleton
class ListRepository {

  private static final String LISTED =
      "select "
          + RegistrationRow.COLUMNS
          + """
          from json_table(?, '$[*]' columns (listed bigint unsigned path '$')) as page
          straight_join registration force index (primary) on registration.id = page.listed
          """;

  private final Reads reads;

  ListRepository(Reads reads) {
    this.reads = reads;
  }

  /** Those of the list that are still there, in its order. */
  Uni<List<Registration>> list(List<Long> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(List.of())
        : reads
            .rows(LISTED, Tuple.of(new JsonArray(ids).encode()))
            .map(rows -> ResultRows.inOrder(rows, ids, RegistrationRow::read));
  }
}
