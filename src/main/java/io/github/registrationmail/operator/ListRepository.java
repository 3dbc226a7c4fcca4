package io.github.registrationmail.operator;

import io.github.registrationmail.database.Reads;
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

/**
 * Reads the list by keyset: a page costs the same wherever it is. What begins like an address is
 * read in the order of addresses, of which there is an index.
 */
@Singleton
class ListRepository {

  private static final String ALL =
      "select "
          + RegistrationRow.COLUMNS
          + """
          from registration
          where id < ? order by id desc limit ?
          """;

  private static final String OF_STATE =
      "select "
          + RegistrationRow.COLUMNS
          + """
          from registration force index (registration_state)
          where mail_state = ? and id < ? order by id desc limit ?
          """;

  /** From the beginning if there is no registration to go on after. */
  private static final String OF_EMAIL =
      "select "
          + RegistrationRow.COLUMNS
          + """
          from registration force index (registration_email)
          where email_key like ?
            and email_key > coalesce((select email_key from registration where id = ?), '')
          order by email_key limit ?
          """;

  private static final String OF_STATE_AND_EMAIL =
      "select "
          + RegistrationRow.COLUMNS
          + """
          from registration force index (registration_email)
          where mail_state = ? and email_key like ?
            and email_key > coalesce((select email_key from registration where id = ?), '')
          order by email_key limit ?
          """;

  private final Reads reads;

  ListRepository(Reads reads) {
    this.reads = reads;
  }

  Uni<RegistrationPage> list(ListQuery query) {
    Tuple parameters = Tuple.tuple();
    query.state().ifPresent(state -> parameters.addString(state.name()));
    query.emailPrefix().ifPresent(prefix -> parameters.addString(pattern(prefix)));
    parameters.addLong(query.after().orElse(query.emailPrefix().isPresent() ? 0 : Long.MAX_VALUE));
    // one row more than wanted tells whether there is a next page
    parameters.addInteger(query.limit() + 1);
    return reads.execute(statement(query), parameters).map(rows -> page(rows, query.limit()));
  }

  private static String statement(ListQuery query) {
    if (query.emailPrefix().isPresent()) {
      return query.state().isPresent() ? OF_STATE_AND_EMAIL : OF_EMAIL;
    }
    return query.state().isPresent() ? OF_STATE : ALL;
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
