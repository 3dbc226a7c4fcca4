package io.github.registrationmail.database;

import io.github.registrationmail.async.Batch;
import io.micrometer.core.instrument.Metrics;
import io.smallrye.mutiny.Uni;
import io.vertx.mysqlclient.MySQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Batch} whose bad row fails alone: what arrives together is done together, and if MySQL
 * refuses that, each is done alone. So is one that arrives alone.
 *
 * @param <T> what is asked for
 * @param <R> the answer to one
 */
public final class BatchOrAlone<T, R> {

  private static final Logger LOG = Logger.getLogger(BatchOrAlone.class);

  private final AtomicBoolean told = new AtomicBoolean();
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

  /**
   * Whether MySQL has refused the batch and may take each row alone. If it takes no batch at all
   * the statement is wrong: that is counted and logged once, because the slower way would hide it.
   */
  private boolean isWorthTryingAlone(Throwable failure) {
    MySQLException answer = answer(failure);
    if (answer == null) {
      return false;
    }
    if (Refusal.isOfOneRow(answer.getErrorCode(), answer.getSqlState())) {
      return true;
    }
    if (Refusal.isOfServer(answer.getErrorCode(), answer.getSqlState())) {
      return false;
    }
    Metrics.counter("registration.batch.fallbacks").increment();
    if (told.compareAndSet(false, true)) {
      LOG.error("MySQL does not take a batch; each of it is done alone from now on", answer);
    }
    return true;
  }

  private static @Nullable MySQLException answer(Throwable failure) {
    if (failure instanceof MySQLException answer) {
      return answer;
    }
    return failure.getCause() instanceof MySQLException answer ? answer : null;
  }

  private Uni<List<Uni<R>>> run(List<T> items) {
    return items.size() == 1
        ? alone.apply(items.get(0)).map(answer -> List.of(Uni.createFrom().item(answer)))
        : together
            .apply(items)
            .map(answers -> answers.stream().map(Uni.createFrom()::item).toList())
            .onFailure(this::isWorthTryingAlone)
            .recoverWithItem(() -> items.stream().map(alone).toList());
  }
}
