package io.github.registrationmail.database;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The rows of a batch as the parameter of a {@code json_table}: always in the order of their keys,
 * so that statements which lock the same rows lock them in the same order.
 */
public final class JsonRows {

  private JsonRows() {}

  /**
   * A JSON array with the columns of each row, written as it goes: what {@code encode} would use
   * binds objects, and no column is one.
   */
  public static <T, K extends Comparable<K>> String of(
      List<T> rows, Function<T, K> key, Function<T, JsonObject> columns) {
    return new JacksonCodec()
        .toString(
            new JsonArray(rows.stream().sorted(Comparator.comparing(key)).map(columns).toList()));
  }
}
