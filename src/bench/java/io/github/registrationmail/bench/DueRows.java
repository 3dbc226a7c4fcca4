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

/** Registrations of a minute ago whose mail is due. */
enum DueRows {
  /** Their message never reached the broker, and all of them are the sweep's by now. */
  PENDING(-1),
  /** Their message is with the broker; the sweep looks at them after the default grace. */
  QUEUED(30);

  private static final int STATEMENT = 1000;
  private static final String INSERT =
      """
      insert into registration
        (email, email_key, name, locale, registered_at, mail_state, due_at, sweep_at,
          validated)
      select email, email, 'Ada Lovelace', 'en', utc_timestamp(3) - interval 1 minute, ?,
        utc_timestamp(3) - interval 1 minute, utc_timestamp(3) + interval ? second, 1
      from json_table(?, '$[*]' columns (email varchar(254) path '$')) as due
      """;

  private final int sweepSeconds;

  /**
   * @param sweepSeconds from now until the sweep may take them
   */
  DueRows(int sweepSeconds) {
    this.sweepSeconds = sweepSeconds;
  }

  /** One for each address. */
  void insert(RunDatabase database, Addresses addresses) throws SQLException {
    try (Connection connection = new Jdbc(database.environment()).connect();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, name());
      insert.setInt(2, sweepSeconds);
      int rows = insert(insert, addresses);
      int all = rows;
      while (rows == STATEMENT) {
        rows = insert(insert, addresses);
        all += rows;
      }
      Progress.say("%,d rows that are %s", all, name());
    }
  }

  private static int insert(PreparedStatement insert, Addresses addresses) throws SQLException {
    JsonArray emails = new JsonArray();
    Stream.generate(addresses::next)
        .limit(STATEMENT)
        .takeWhile(Optional::isPresent)
        .forEach(email -> emails.add(email.orElseThrow()));
    insert.setString(3, emails.encode());
    return insert.executeUpdate();
  }
}
