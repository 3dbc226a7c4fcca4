package io.github.registrationmail.chaos;

import io.github.registrationmail.model.RowChange;
import io.github.registrationmail.model.RowChange.Row;
import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.RunDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Each change of a registration's row, written by triggers of the run's database: what the service
 * says of itself is not asked.
 */
final class Journal {

  private static final String TABLE =
      """
      create table chaos_journal (
        number         bigint unsigned not null auto_increment primary key,
        id             bigint unsigned not null,
        state_before   varchar(20) null,
        state_after    varchar(20) not null,
        attempt_before int null,
        attempt_after  int not null,
        earlier_before int null,
        earlier_after  int not null,
        swept_before   int null,
        swept_after    int not null,
        claim_before   bigint null,
        claim_after    bigint null,
        sweep_after    datetime(3) null)
      """;

  private static final String INSERTED =
      """
      create trigger chaos_inserted after insert on registration for each row
      insert into chaos_journal(id, state_after, attempt_after, earlier_after, swept_after,
        claim_after, sweep_after)
      values (new.id, new.mail_state, new.attempt, new.earlier, new.swept, new.claim, new.sweep_at)
      """;

  private static final String UPDATED =
      """
      create trigger chaos_updated after update on registration for each row
      insert into chaos_journal(id, state_before, state_after, attempt_before, attempt_after,
        earlier_before, earlier_after, swept_before, swept_after, claim_before, claim_after,
        sweep_after)
      values (new.id, old.mail_state, new.mail_state, old.attempt, new.attempt,
        old.earlier, new.earlier, old.swept, new.swept, old.claim, new.claim, new.sweep_at)
      """;

  /** In one row's order: two changes of it are never under way at once. */
  private static final String ALL =
      """
      select id, state_before, state_after, attempt_before, attempt_after, earlier_before,
        earlier_after, swept_before, swept_after, claim_before, claim_after,
        sweep_after is not null as scheduled
      from chaos_journal order by id, number
      """;

  private final Jdbc database;

  Journal(RunDatabase database) {
    this.database = new Jdbc(database.environment());
  }

  /** Once there is the schema. */
  void begin() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : List.of(TABLE, INSERTED, UPDATED)) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the journal cannot begin", e);
    }
  }

  /** All changes, those of one row together and in their order. */
  List<RowChange> changes() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(ALL)) {
      List<RowChange> changes = new ArrayList<>();
      while (result.next()) {
        changes.add(change(result));
      }
      return changes;
    } catch (SQLException e) {
      throw new IllegalStateException(ALL, e);
    }
  }

  private static RowChange change(ResultSet result) throws SQLException {
    Optional<Row> before =
        result.getString("state_before") == null
            ? Optional.empty()
            : Optional.of(row(result, "before"));
    return new RowChange(
        result.getLong("id"), before, row(result, "after"), result.getBoolean("scheduled"));
  }

  private static Row row(ResultSet result, String when) throws SQLException {
    return new Row(
        result.getString("state_" + when),
        result.getInt("attempt_" + when),
        result.getInt("earlier_" + when),
        result.getInt("swept_" + when),
        Optional.ofNullable(result.getObject("claim_" + when, Long.class)));
  }
}
