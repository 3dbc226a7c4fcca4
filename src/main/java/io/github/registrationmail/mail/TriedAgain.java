package io.github.registrationmail.mail;

import io.github.registrationmail.database.DatabaseUnavailable;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Steps that are tried until they succeed, with growing waits, because MySQL comes back. */
final class TriedAgain {

  private static final Logger LOG = Logger.getLogger(TriedAgain.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  private TriedAgain() {}

  /** Repeats the step while MySQL cannot be reached; any other failure is passed on. */
  static <T> Uni<T> onceDatabaseAnswers(Uni<T> step) {
    return onceItSucceeds(DatabaseUnavailable.class, step);
  }

  /** Whatever the failure. */
  static <T> Uni<T> onceItSucceeds(Uni<T> step) {
    return onceItSucceeds(Throwable.class, step);
  }

  /** Assembles the retry only when the first try has failed, because nearly all succeed. */
  private static <T> Uni<T> onceItSucceeds(Class<? extends Throwable> passing, Uni<T> step) {
    Uni<T> told =
        step.onFailure(passing).invoke(failure -> LOG.warnf("waiting: %s", failure.getMessage()));
    return told.onFailure(passing).recoverWithUni(() -> again(passing, told));
  }

  private static <T> Uni<T> again(Class<? extends Throwable> passing, Uni<T> step) {
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(FIRST_WAIT)
        .chain(
            () ->
                step.onFailure(passing)
                    .retry()
                    .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                    .indefinitely());
  }
}
