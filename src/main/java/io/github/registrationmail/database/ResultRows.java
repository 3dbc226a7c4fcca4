package io.github.registrationmail.database;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a statement has found, row by row in its order. */
public final class ResultRows {

  private ResultRows() {}

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
}
