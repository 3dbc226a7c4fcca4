package io.github.registrationmail.operator;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.registration.Registration;
import io.github.registrationmail.registration.RegistrationRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Reads the list by keyset: a page costs the same wherever it is. */
@Singleton
class ListRepository {

  private static final String SELECT =
      "select " + RegistrationRow.COLUMNS + " from registration where id < ?";
  private static final String OF_STATE = " and mail_state = ?";
  private static final String OF_EMAIL = " and email_key like ?";
  private static final String PAGE = " order by id desc limit ?";

  private final Database database;

  ListRepository(Database database) {
    this.database = database;
  }

  Uni<RegistrationPage> list(ListQuery query) {
    Tuple parameters = Tuple.of(query.after().orElse(Long.MAX_VALUE));
    query.state().ifPresent(state -> parameters.addString(state.name()));
    query.emailPrefix().ifPresent(prefix -> parameters.addString(pattern(prefix)));
    // one row more than wanted tells whether there is a next page
    parameters.addInteger(query.limit() + 1);
    return database.execute(statement(query), parameters).map(rows -> page(rows, query.limit()));
  }

  private static String statement(ListQuery query) {
    return SELECT
        + (query.state().isPresent() ? OF_STATE : "")
        + (query.emailPrefix().isPresent() ? OF_EMAIL : "")
        + PAGE;
  }

  private static String pattern(String prefix) {
    return prefix.replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }

  private static RegistrationPage page(RowSet<Row> rows, int limit) {
    List<Registration> registrations = ResultRows.all(rows, RegistrationRow::read);
    if (registrations.size() <= limit) {
      return new RegistrationPage(registrations, Optional.empty());
    }
    List<Registration> shown = registrations.subList(0, limit);
    return new RegistrationPage(shown, Optional.of(shown.get(limit - 1).id()));
  }
}
