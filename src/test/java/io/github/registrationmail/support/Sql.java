package io.github.registrationmail.support;

import io.vertx.mutiny.mysqlclient.MySQLClient;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The database of the service under test. */
@Singleton
public class Sql {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * A table in a FROM clause whose column {@code seq} counts from 1, on MySQL and MariaDB: takes
   * the last number.
   */
  public static final String SEQUENCE =
      "json_table(concat('[0', repeat(',0', %d - 1), ']'), '$[*]' columns (seq for ordinality)) as seq";

  private final Pool pool;

  public Sql(Pool pool) {
    this.pool = pool;
  }

  /** One row's column; fails if there is no such row. */
  public int number(String sql, Object... parameters) {
    return execute(sql, parameters).iterator().next().getInteger(0);
  }

  /** The first column, which holds ids, of all rows. */
  public List<Long> ids(String sql, Object... parameters) {
    List<Long> ids = new ArrayList<>();
    execute(sql, parameters).forEach(row -> ids.add(row.getLong(0)));
    return ids;
  }

  /** The id of the row that this inserts. */
  public long insert(String sql, Object... parameters) {
    return execute(sql, parameters).property(MySQLClient.LAST_INSERTED_ID);
  }

  /** Any statement. */
  public RowSet<Row> execute(String sql, Object... parameters) {
    return pool.preparedQuery(sql).execute(Tuple.tuple(List.of(parameters))).await().atMost(LIMIT);
  }
}
