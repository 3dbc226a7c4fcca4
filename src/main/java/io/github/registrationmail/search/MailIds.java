package io.github.registrationmail.search;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.problem.FieldError;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the registrations that a filter means, some at a time. However few there are among however
 * many, one look reads a bounded number of rows; who wants more goes on where it ended.
 */
@Singleton
public class MailIds {

  /** Index entries of one statement, and statements of one look. */
  private static final int STEP = 2_500;

  private static final int STEPS = 2;

  private static final String POSITION =
      "select email_key, registered_at, failed_at from registration where id = ?";

  private final Reads reads;

  MailIds(Reads reads) {
    this.reads = reads;
  }

  /**
   * Up to so many, newest first; those whose address begins as asked for by address, and those of a
   * period by time, newest first.
   *
   * @param after which to go on
   */
  public Uni<Found> find(MailFilter filter, OptionalLong after, int wanted) {
    return position(filter, after).chain(position -> look(filter, position, wanted));
  }

  /**
   * The same after the end of an earlier look, whatever has become of that row meanwhile.
   *
   * @param after where that look has ended; empty to begin
   */
  public Uni<Found> goOn(MailFilter filter, Optional<Position> after, int wanted) {
    return look(filter, after.orElseGet(() -> Position.beginning(filter)), wanted);
  }

  private Uni<Found> look(MailFilter filter, Position after, int wanted) {
    Look look = new Look(filter, Way.of(filter), wanted);
    return step(look, after, Math.min(wanted, STEP), STEPS);
  }

  private Uni<Position> position(MailFilter filter, OptionalLong after) {
    if (after.isEmpty()) {
      return Uni.createFrom().item(Position.beginning(filter));
    }
    long id = after.getAsLong();
    return Way.of(filter).isById()
        ? Uni.createFrom().item(Position.after(id))
        : reads
            .rows(POSITION, Tuple.of(id))
            .map(
                rows ->
                    ResultRows.first(rows, row -> Position.of(id, row))
                        .orElseThrow(MailIds::unknown));
  }

  private Uni<Found> step(Look look, Position after, int entries, int steps) {
    return reads
        .rows(look.way.statement(look.filter), look.way.parameters(look.filter, after, entries))
        .chain(rows -> goOn(look, look.take(rows), rows.size() < entries, steps));
  }

  private Uni<Found> goOn(Look look, Position last, boolean isEnd, int steps) {
    if (look.isFull()) {
      return Uni.createFrom().item(new Found(look.ids, look.lastFound));
    }
    if (isEnd) {
      return Uni.createFrom().item(new Found(look.ids, Optional.empty()));
    }
    return steps == 0
        ? Uni.createFrom().item(new Found(look.ids, Optional.of(last)))
        : step(look, last, STEP, steps - 1);
  }

  private static ProblemException unknown() {
    return new ProblemException(
        Problem.invalid(
            List.of(new FieldError("after", "must be the id of a registration that is there"))));
  }

  /** One look and what it has found so far. */
  private static final class Look {
    private final MailFilter filter;
    private final Way way;
    private final int wanted;
    private final List<Long> ids = new ArrayList<>();
    private Optional<Position> lastFound = Optional.empty();

    Look(MailFilter filter, Way way, int wanted) {
      this.filter = filter;
      this.way = way;
      this.wanted = wanted;
    }

    /** Where the rows end; the beginning if there are none. */
    Position take(RowSet<Row> rows) {
      Position last = Position.beginning(filter);
      for (Row row : rows) {
        last = way.position(row);
        if (!isFull() && row.getInteger("matches") == 1) {
          ids.add(last.id());
          lastFound = Optional.of(last);
        }
      }
      return last;
    }

    boolean isFull() {
      return ids.size() == wanted;
    }
  }
}
