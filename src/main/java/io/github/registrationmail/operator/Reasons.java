package io.github.registrationmail.operator;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.search.MailFilter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Why mails have failed. */
@Singleton
public class Reasons {

  private static final Duration SHARED = Duration.ofSeconds(5);

  private final ReasonRepository repository;
  private final Uni<List<FailureGroup>> failed;

  Reasons(ReasonRepository repository) {
    this.repository = repository;
    this.failed =
        Uni.createFrom()
            .deferred(() -> repository.groups(MailState.FAILED))
            .memoize()
            .atLeast(SHARED);
  }

  /** Of the mails that have been given up, read every five seconds for all who ask. */
  public Uni<List<FailureGroup>> ofFailed() {
    return failed;
  }

  /** Of the mails that the filter means, of those that have been given up if it names no state. */
  Uni<List<FailureGroup>> of(MailFilter filter) {
    MailState state = filter.state().orElse(MailState.FAILED);
    return filter.isOfStateOnly() ? repository.groups(state) : repository.groups(state, filter);
  }
}
