package io.github.registrationmail.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mysqlclient.MySQLException;
import java.util.List;
import java.util.function.Function;

/**
 * A {@link Batch} whose bad row fails alone: what arrives together is done together, and if MySQL
 * refuses that, each is done alone. So is one that arrives alone.
 *
 * @param <T> what is asked for
 * @param <R> the answer to one
 */
public final class BatchOrAlone<T, R> {

  private final Batch<T, Uni<R>> batch;
  private final Function<T, Uni<R>> alone;
  private final Function<List<T>, Uni<List<R>>> together;

  /**
   * @param together all or nothing; answers each item, in the order of the items
   */
  public BatchOrAlone(
      BatchConfig config, Function<T, Uni<R>> alone, Function<List<T>, Uni<List<R>>> together) {
    this.batch = new Batch<>(config.size(), config.lanes(), this::run);
    this.alone = alone;
    this.together = together;
  }

  /**
   * One that is alone is a batch of one.
   *
   * @param together all or nothing; answers each item, in the order of the items
   */
  public BatchOrAlone(BatchConfig config, Function<List<T>, Uni<List<R>>> together) {
    this(config, item -> together.apply(List.of(item)).map(answers -> answers.get(0)), together);
  }

  /** Asks for one, see {@link Batch#submit}. */
  public Uni<R> submit(T item) {
    return batch.submit(item).flatMap(done -> done);
  }

  /** MySQL has said no: to one of them, or because a row of one of them is locked. */
  private static boolean isAnswered(Throwable failure) {
    return failure instanceof MySQLException || failure.getCause() instanceof MySQLException;
  }

  private Uni<List<Uni<R>>> run(List<T> items) {
    return items.size() == 1
        ? alone.apply(items.get(0)).map(answer -> List.of(Uni.createFrom().item(answer)))
        : together
            .apply(items)
            .map(answers -> answers.stream().map(Uni.createFrom()::item).toList())
            .onFailure(BatchOrAlone::isAnswered)
            .recoverWithItem(() -> items.stream().map(alone).toList());
  }
}
