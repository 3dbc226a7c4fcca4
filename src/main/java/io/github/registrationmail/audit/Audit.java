package io.github.registrationmail.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps what operators do: in the transaction that does it, so that neither is there without the
 * other. What was refused, or had been done before, is not kept.
 */
@Singleton
public class Audit {

  private final AuditRepository repository;

  Audit(AuditRepository repository) {
    this.repository = repository;
  }

  /** In the transaction of the change. */
  public Uni<Void> record(SqlConnection connection, NewAction action) {
    return repository.insert(connection, action);
  }

  /** Of an action that has no transaction, before it is done. */
  public Uni<Void> record(NewAction action) {
    return repository.insert(action);
  }

  /**
   * A page, newest first.
   *
   * @param registration those about it alone
   * @param who those of this operator alone
   * @param before those before the one with that id
   */
  public Uni<ActionPage> page(
      OptionalLong registration, Optional<String> who, long before, int limit) {
    // one row more than wanted tells whether there is a next page
    return repository
        .find(registration, who, before, limit + 1)
        .map(found -> ActionPage.of(found, limit));
  }

  /** Deletes up to so many that are older, oldest first; how many there were. */
  public Uni<Integer> deleteOlder(Duration age, int limit) {
    return repository.deleteOlder(age, limit);
  }
}
