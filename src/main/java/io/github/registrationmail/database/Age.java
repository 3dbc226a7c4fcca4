package io.github.registrationmail.database;

import io.vertx.mutiny.sqlclient.Row;
import java.util.concurrent.TimeUnit;

/**
 * How old something is of which a statement tells the age; it goes on growing until that is told
 * again, also while MySQL is away.
 */
public final class Age {

  private static final long NONE = Long.MIN_VALUE;

  private volatile long since = NONE;

  /**
   * Takes it from a column.
   *
   * @param column microseconds, or null if there is nothing
   */
  public void read(Row row, String column) {
    Long micros = row.getLong(column);
    since = micros == null ? NONE : System.nanoTime() - TimeUnit.MICROSECONDS.toNanos(micros);
  }

  /** Nanoseconds; 0 if there is nothing, or nothing was told yet. */
  public long nanos() {
    long then = since;
    return then == NONE ? 0 : Math.max(0, System.nanoTime() - then);
  }
}
