package io.github.registrationmail.operation;

import io.github.registrationmail.search.FilterParameters;
import io.github.registrationmail.search.MailFilter;
import io.github.registrationmail.search.Position;
import java.util.Optional;

/**
 * What is left of an operation that this replica works on.
 *
 * @param newest registration.id of the newest that it is about
 * @param batches how many are done
 * @param position after which it goes on; empty at the beginning
 */
record Work(
    long id,
    OperationKind kind,
    String query,
    long newest,
    long batches,
    Optional<Position> position) {

  MailFilter filter() {
    return kind.of(FilterParameters.filter(query));
  }
}
