package io.github.registrationmail.operator;

import io.github.registrationmail.database.SharedRead;
import io.github.registrationmail.operator.UnsentRepository.Unsent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Counts what is not sent without reading all of it each time: few are counted anew, the many of a
 * state only now and then.
 */
@Singleton
class UnsentCount {

  private static final Duration NOW_AND_THEN = Duration.ofSeconds(5);

  private final UnsentRepository repository;
  private final SharedRead<Unsent> all;
  private volatile Unsent last = Unsent.NONE;

  UnsentCount(UnsentRepository repository) {
    this.repository = repository;
    this.all = new SharedRead<>(this::countAll, NOW_AND_THEN);
  }

  /** Exact for a state with few mails, up to ten seconds old for one with many. */
  Uni<Unsent> count() {
    return repository
        .first()
        .chain(
            few -> few.isComplete() ? Uni.createFrom().item(few) : all.get().map(few::completedBy));
  }

  /** As it was before if there are too many to be counted in time. */
  private Uni<Unsent> countAll() {
    return repository
        .count()
        .invoke(counted -> last = counted)
        .onFailure()
        .recoverWithItem(() -> last);
  }
}
