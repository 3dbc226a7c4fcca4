package io.github.registrationmail.registration;

import io.github.registrationmail.dispatch.Backoff;
import io.github.registrationmail.registration.KeyRepository.Keyed;
import io.github.registrationmail.registration.NewRegistration.Accepted;
import io.github.registrationmail.registration.Registered.AddressKnown;
import io.github.registrationmail.registration.Registered.Again;
import io.github.registrationmail.registration.Registered.KeyUsed;
import io.github.registrationmail.registration.Registered.New;
import io.github.registrationmail.registration.Registered.UnderWay;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stores a registration once, however often its request is repeated with the same key. MySQL
 * decides it, with the INSERT: a request without a key, and the first one with a key, cost nothing
 * more.
 */
@Singleton
class Once {

  private final InsertRepository inserts;
  private final KeyRepository keys;
  private final Duration firstDelay;

  /** Those of this replica. One that another replica has, the INSERT waits for. */
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  Once(InsertRepository inserts, KeyRepository keys, Backoff backoff) {
    this.inserts = inserts;
    this.keys = keys;
    this.firstDelay = backoff.before(1);
  }

  Uni<Registered> store(NewRow row) {
    return row.idempotency()
        .map(idempotency -> storeWith(idempotency, row))
        .orElseGet(() -> insert(row));
  }

  private Uni<Registered> storeWith(Idempotency idempotency, NewRow row) {
    return Uni.createFrom()
        .deferred(
            () ->
                underWay.add(idempotency.key())
                    ? insert(row)
                        .chain(result -> resolve(result, idempotency, row))
                        .onTermination()
                        .invoke(() -> underWay.remove(idempotency.key()))
                    : Uni.createFrom().item(new UnderWay()));
  }

  private Uni<Registered> insert(NewRow row) {
    return inserts
        .insert(row)
        .map(
            id -> id.<Registered>map(given -> registered(given, row)).orElseGet(AddressKnown::new));
  }

  private New registered(long id, NewRow row) {
    Accepted accepted = row.accepted();
    return new New(
        Registration.registered(
            id, accepted.email(), accepted.name(), accepted.locale(), row.at(), firstDelay));
  }

  /** Whether it was the address that is known, or the key. */
  private Uni<Registered> resolve(Registered result, Idempotency idempotency, NewRow row) {
    return result instanceof AddressKnown
        ? keys.find(idempotency.key()).chain(keyed -> resolve(keyed, idempotency, row))
        : Uni.createFrom().item(result);
  }

  private Uni<Registered> resolve(Optional<Keyed> found, Idempotency idempotency, NewRow row) {
    if (found.isEmpty()) {
      return Uni.createFrom().item(new AddressKnown());
    }
    Keyed keyed = found.get();
    if (keyed.isExpired()) {
      return keys.forget(keyed).chain(() -> insert(row));
    }
    return Uni.createFrom()
        .item(
            keyed.fingerprint().equals(idempotency.fingerprint())
                ? new Again(keyed.registration())
                : new KeyUsed());
  }
}
