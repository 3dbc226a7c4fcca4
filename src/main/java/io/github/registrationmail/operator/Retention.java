package io.github.registrationmail.operator;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Deletes what is old, batch after batch; what fails is left to the next time. */
final class Retention {

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
        .uni(batch)
        .whilst(more::test)
        .collect()
        .last()
        .onFailure()
        .invoke(failed)
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
