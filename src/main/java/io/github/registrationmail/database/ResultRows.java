package io.github.registrationmail.database;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a statement has found, row by row in its order. */
public final class ResultRows {

  private ResultRows() {}

  /** A time, which the database has in UTC; empty for null. */
  public static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getLocalDateTime(column))
        .map(time -> time.toInstant(ZoneOffset.UTC));
  }

  /** The first row, read; empty if there is none. */
  public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
    RowIterator<Row> iterator = rows.iterator();
    return iterator.hasNext() ? Optional.of(read.apply(iterator.next())) : Optional.empty();
  }

  /** Every row, read; the list may be changed. */
  public static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
    List<T> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(read.apply(row)));
    return all;
  }

  /** Every row, read, in the order in which its column {@code id} stands in this list. */
  public static <T> List<T> inOrder(RowSet<Row> rows, List<Long> ids, Function<Row, T> read) {
    Map<Long, T> byId = new HashMap<>();
    rows.forEach(row -> byId.put(row.getLong("id"), read.apply(row)));
    return ids.stream().flatMap(id -> Stream.ofNullable(byId.get(id))).toList();
  }
}
