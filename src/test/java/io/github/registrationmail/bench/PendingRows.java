package io.github.registrationmail.bench;

import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.RunDatabase;
import io.vertx.core.json.JsonArray;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** Registrations whose message never reached the broker, all of them the sweep's by now. */
final class PendingRows {

  private static final int STATEMENT = 1000;
  private static final String INSERT =
      """
      insert into registration
        (email, email_key, name, locale, registered_at, mail_state, due_at, sweep_at)
      select email, email, 'Ada Lovelace', 'en', utc_timestamp(3) - interval 1 minute, 'PENDING',
        utc_timestamp(3) - interval 1 minute, utc_timestamp(3) - interval 1 second
      from json_table(?, '$[*]' columns (email varchar(254) path '$')) as pending
      """;

  private PendingRows() {}

  /** One for each address. */
  static void insert(RunDatabase database, Addresses addresses) throws SQLException {
    try (Connection connection = new Jdbc(database.environment()).connect();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      int rows = insert(insert, addresses);
      int all = rows;
      while (rows == STATEMENT) {
        rows = insert(insert, addresses);
        all += rows;
      }
      Progress.say("%,d rows to sweep", all);
    }
  }

  private static int insert(PreparedStatement insert, Addresses addresses) throws SQLException {
    JsonArray emails = new JsonArray();
    Stream.generate(addresses::next)
        .limit(STATEMENT)
        .takeWhile(Optional::isPresent)
        .forEach(email -> emails.add(email.orElseThrow()));
    insert.setString(1, emails.encode());
    return insert.executeUpdate();
  }
}
