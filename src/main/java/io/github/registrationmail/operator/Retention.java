package io.github.registrationmail.operator;

import io.github.registrationmail.async.Rest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Deletes what is old, batch after batch; what fails is left to the next time. After each batch it
 * rests nineteen times as long as the batch took: of a connection to MySQL it uses one twentieth,
 * and the slower MySQL answers, the more it keeps out of the way.
 */
final class Retention {

  private static final int REST = 19;

  private Retention() {}

  /**
   * Never fails.
   *
   * @param batch deletes, and says how many there were
   * @param more whether another batch follows one of so many
   * @param failed is told why it ended early
   */
  static Uni<Void> run(
      Supplier<Uni<? extends Integer>> batch, IntPredicate more, Consumer<Throwable> failed) {
    return Multi.createBy()
        .repeating()
        .uni(() -> thenRest(batch, more))
        .whilst(more::test)
        .collect()
        .last()
        .onFailure()
        .invoke(failed)
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private static Uni<Integer> thenRest(Supplier<Uni<? extends Integer>> batch, IntPredicate more) {
    long start = System.nanoTime();
    Uni<Integer> deleted = batch.get().map(count -> count);
    return deleted.call(
        count -> more.test(count) ? rest(Duration.ofNanos(System.nanoTime() - start)) : now());
  }

  private static Uni<Void> rest(Duration took) {
    return now().onItem().delayIt().by(restAfter(took));
  }

  private static Uni<Void> now() {
    return Uni.createFrom().voidItem();
  }

  /** How long it rests after a batch that took so long: 100 ms to 10 s. */
  static Duration restAfter(Duration took) {
    return Rest.after(took, REST);
  }
}
